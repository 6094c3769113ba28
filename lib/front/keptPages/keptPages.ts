import { createCache, createSizedCache } from "../../caching/cache";
import type { PublicAddress } from "./addresses";
import { type Made, sizeOf } from "./made";

/**
 * How much may be kept: of the addresses without parameters, of which there are so many as are declared, and of those with.
 * Whoever tries all of the latter displaces none of the others. Without PUBLIC_URL pages name the host that a reader asked for,
 * and are kept for each: who makes up hosts displaces them, and they are made anew.
 */
export const keptBytes = { plain: 32 * 1024 * 1024, others: 16 * 1024 * 1024 } as const;

/** What is made of what happens now is made anew after so long, and served for so long while that takes. */
export const nowAgainMs = 900;
export const nowServedForMs = 10_000;
/** The rest is made anew after so long, whatever is known of it. */
const othersAgainMs = 60_000;
/** An address whose answer could not be kept is not tried again for so long. */
const notKeptForMs = 10_000;
const notKeptLimit = 1_000;

interface Kept {
  readonly made: Made;
  /** Of what it was made: the process, and the figures. */
  readonly generation: number;
  readonly figures: string;
  /** When making it began. */
  readonly since: number;
}

/** Where answers come from. */
export interface Maker {
  /** How many times the process with the pages began; null while there is none. */
  readonly generation: number | null;
  /** The revision of the published figures; null where nobody can tell. */
  readFigures(): Promise<string | null>;
  /** Whether what was made of an older revision may still be served. */
  mayServe(figures: string): boolean;
  /**
   * Null for what cannot be kept; rejects where it cannot be made now.
   * @param client for whom it is made first
   */
  make(address: PublicAddress, baseUrl: string, client: string | null): Promise<Made | null>;
}

interface KeptPagesOptions {
  readonly maker: Maker;
  readonly clock?: () => number;
  readonly bytes?: { readonly plain: number; readonly others: number };
}

/**
 * The answers that all readers get. Each is made once for a revision, however many wait for it, and one that is old is
 * served until the new one is there, for a moment.
 */
export class KeptPages {
  readonly #maker: Maker;
  readonly #clock: () => number;
  readonly #plain;
  readonly #others;
  readonly #notKept;
  readonly #making = new Map<string, Promise<Made | null>>();

  constructor({ maker, clock = Date.now, bytes = keptBytes }: KeptPagesOptions) {
    this.#maker = maker;
    this.#clock = clock;
    const sizeOfKept = ({ made }: Kept) => sizeOf(made);
    this.#notKept = createCache<string, true>({
      limit: notKeptLimit,
      forMs: notKeptForMs,
      now: () => new Date(clock()),
    });
    this.#plain = createSizedCache<string, Kept>({ bytes: bytes.plain, sizeOf: sizeOfKept });
    this.#others = createSizedCache<string, Kept>({ bytes: bytes.others, sizeOf: sizeOfKept });
  }

  /** How much memory is taken. */
  get bytes(): number {
    return this.#plain.calculatedSize + this.#others.calculatedSize;
  }

  /**
   * The answer at an address.
   * @param baseUrl where the reader sees this installation: pages name it
   * @returns null where it has to be made for this reader alone
   */
  async read(address: PublicAddress, baseUrl: string, client: string | null): Promise<Made | null> {
    const key = `${baseUrl} ${address.target}`;
    const kept = this.#cacheOf(address).get(key);
    const { generation } = this.#maker;
    const hasFigures = address.madeOf !== "build";
    const figures = generation !== null && hasFigures ? await this.#maker.readFigures() : "";
    // An old answer is better than none, and than work for who is too busy to tell.
    if (generation === null || figures === null) return kept?.made ?? null;
    if (kept === undefined || kept.generation !== generation) {
      return this.#make(key, { address, baseUrl, client, generation, figures });
    }
    const age = this.#clock() - kept.since;
    const isNow = address.madeOf === "now";
    const isOld = kept.figures !== figures || age >= (isNow ? nowAgainMs : othersAgainMs);
    if (!isOld) return kept.made;
    const mayServe =
      (kept.figures === figures || this.#maker.mayServe(kept.figures)) && !(isNow && age >= nowServedForMs);
    const making = this.#make(key, { address, baseUrl, client, generation, figures });
    return mayServe ? kept.made : making;
  }

  /** Makes pages before anybody asks, one after the other, and rests as long as each took. */
  async warm(addresses: readonly PublicAddress[], baseUrl: string): Promise<void> {
    for (const address of addresses) {
      const since = this.#clock();
      await this.read(address, baseUrl, null);
      await new Promise((resolve) => setTimeout(resolve, this.#clock() - since).unref());
    }
  }

  #cacheOf({ hasParameters }: PublicAddress) {
    return hasParameters ? this.#others : this.#plain;
  }

  #make(
    key: string,
    {
      address,
      baseUrl,
      client,
      ...of
    }: {
      readonly address: PublicAddress;
      readonly baseUrl: string;
      readonly client: string | null;
    } & Pick<Kept, "generation" | "figures">,
  ): Promise<Made | null> {
    const flight = `${of.generation} ${of.figures} ${key}`;
    const running = this.#making.get(flight);
    if (running !== undefined) return running;
    if (this.#notKept.get(key) === true) return Promise.resolve(null);
    const since = this.#clock();
    const making = this.#maker
      .make(address, baseUrl, client)
      .then((made) => {
        if (made === null) this.#notKept.set(key, true);
        else this.#cacheOf(address).set(key, { made, since, ...of });
        return made;
      })
      .catch(() => null)
      .finally(() => this.#making.delete(flight));
    this.#making.set(flight, making);
    return making;
  }
}
