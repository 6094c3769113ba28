import { clientNetwork, clientRegion } from "./clientAddress";

/** Failures a minute: of one client, of one network (IPv4 /24, IPv6 /48), and of one region (IPv4 /16, IPv6 /32). */
export interface FailureBudgets {
  readonly perClient: number;
  readonly perNetwork: number;
  readonly perRegion: number;
}

const windowMs = 60_000;

/** Failures of one budget in all processes. */
export interface AllFailures {
  readonly failures: number;
  /** Until its minute is over. */
  readonly endsInMs: number;
}

/** Tells other processes of a failure, and hears a moment later how many there were in all of them. */
export type ShareFailure = (budget: string, learn: (all: AllFailures) => void) => void;

const alone: ShareFailure = () => {};

/** Failures of one client, network or region: so many in the minute that begins with the first one. */
export class Budget {
  readonly #limit: number;
  readonly #clock: () => number;
  readonly #share: (learn: (all: AllFailures) => void) => void;
  #used = 0;
  #inFlight = 0;
  #endsAt = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param share tells other processes of a failure */
  constructor(
    limit: number,
    clock: () => number,
    share: (learn: (all: AllFailures) => void) => void = () => {},
  ) {
    this.#limit = limit;
    this.#clock = clock;
    this.#share = share;
  }

  /** Seconds until there is some of it again; 0 where some is left. */
  get secondsToWait(): number {
    return this.#left > 0 ? 0 : Math.max(1, Math.ceil((this.#endsAt - this.#clock()) / 1000));
  }

  /** True where nothing has to be remembered. */
  get isIdle(): boolean {
    return this.#left === this.#limit && this.#inFlight === 0;
  }

  /**
   * Takes a place for an attempt that may fail. Many attempts at once count like many in a row: those that would be too
   * many wait for what becomes of the others.
   * @returns seconds to wait, without a place; or 0 with one
   */
  async enter(): Promise<number> {
    while (this.#left > 0) {
      if (this.#inFlight < this.#left) {
        this.#inFlight += 1;
        return 0;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return this.secondsToWait;
  }

  /** Gives a place back. */
  leave(hasFailed: boolean): void {
    this.#inFlight -= 1;
    if (hasFailed) this.count();
    this.#wake();
  }

  count(): void {
    if (this.#left === this.#limit) this.#endsAt = this.#clock() + windowMs;
    this.#used += 1;
    this.#share(({ failures, endsInMs }) => {
      this.#used = Math.max(this.#left === this.#limit ? 0 : this.#used, failures);
      this.#endsAt = this.#clock() + endsInMs;
      if (this.#left === 0) this.#wake();
    });
  }

  #wake(): void {
    const woken = this.#left > 0 ? 1 : this.#waiting.length;
    for (const wake of this.#waiting.splice(0, woken)) wake();
  }

  get #left(): number {
    if (this.#clock() >= this.#endsAt) this.#used = 0;
    return Math.max(0, this.#limit - this.#used);
  }
}

/**
 * The budgets that an attempt of a client uses, narrowest first.
 * @param client as `clientAddress` gives it; null for all whose address is not known, who share one budget
 */
export type BudgetsOf = (client: string | null) => readonly [Budget, ...Budget[]];

/**
 * Budgets in the memory of this process.
 * @param clock in milliseconds, since any moment
 * @param share has failures count in all processes
 */
export function createBudgets(
  limits: FailureBudgets,
  clock: () => number,
  share: ShareFailure = alone,
): BudgetsOf {
  const { perClient, perNetwork, perRegion } = limits;
  const budgets = new Map<string, Budget>();
  let tidiedAt = clock();
  const budgetOf = (name: string, limit: number) => {
    const budget = budgets.get(name) ?? new Budget(limit, clock, (learn) => share(name, learn));
    budgets.set(name, budget);
    return budget;
  };
  const tidy = () => {
    if (clock() < tidiedAt + windowMs) return;
    tidiedAt = clock();
    for (const [name, budget] of budgets) if (budget.isIdle) budgets.delete(name);
  };
  return (client) => {
    tidy();
    if (client === null) return [budgetOf("unknown", perClient)];
    return [
      budgetOf(`client ${client}`, perClient),
      budgetOf(`network ${clientNetwork(client)}`, perNetwork),
      budgetOf(`region ${clientRegion(client)}`, perRegion),
    ];
  };
}
