/** A revision, and when it was asked for. */
interface Known {
  readonly revision: string;
  readonly askedAt: number;
}

interface FiguresOptions {
  /** Which revision there is; null where nobody can tell. */
  readonly ask: () => Promise<string | null>;
  readonly clock?: () => number;
}

/** What is known of the figures is asked for again after so long, when somebody wants to see them. */
export const askAgainMs = 1_000;
/** A page may be served so long after it was known to be that of the newest figures. */
export const servedForMs = 1_800;

/** Which revision of the published figures there is, as far as that was asked for; nobody asks while nobody reads. */
export class FiguresRevision {
  readonly #ask: FiguresOptions["ask"];
  readonly #clock: () => number;
  #known: Known | null = null;
  #before: Known | null = null;
  #asking: Promise<void> | null = null;

  constructor({ ask, clock = Date.now }: FiguresOptions) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** The newest one that is known; asks for it where it was not asked for lately. Null where nobody can tell. */
  async read(): Promise<string | null> {
    const known = this.#known;
    const age = known === null ? Number.POSITIVE_INFINITY : this.#clock() - known.askedAt;
    if (age < askAgainMs) return known?.revision ?? null;
    const asking = this.#askAgain();
    if (age >= servedForMs) await asking;
    return this.#known?.revision ?? null;
  }

  /** Whether what was made of a revision that is not the newest may still be served. */
  mayServe(revision: string): boolean {
    const before = this.#before;
    return before?.revision === revision && this.#clock() - before.askedAt < servedForMs;
  }

  #askAgain(): Promise<void> {
    if (this.#asking !== null) return this.#asking;
    const askedAt = this.#clock();
    this.#asking = this.#ask()
      .catch(() => null)
      .then((revision) => {
        this.#asking = null;
        if (revision !== null && this.#known?.revision !== revision) this.#before = this.#known;
        this.#known = revision === null ? null : { revision, askedAt };
      });
    return this.#asking;
  }
}
