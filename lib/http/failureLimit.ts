import { createCache } from "../caching/cache";
import { clientNetwork, clientRegion } from "./clientAddress";
import { type Budget, createBudgets, type FailureBudgets, type ShareFailure } from "./failureBudgets";

/** What an attempt came to; or after how many seconds the next one is let through. */
export type Attempt<T> = { readonly value: T } | { readonly retryAfterSeconds: number };

/**
 * Lets clients fail only so often. Nobody's failures use up a budget of all: they are their client's, their network's and
 * their region's, and who is elsewhere never meets them.
 */
export interface FailureLimit {
  /**
   * @param client see `BudgetsOf`
   * @param failed tells whether what came out counts as a failure
   */
  attempt<T>(
    client: string | null,
    work: () => Promise<T>,
    failed: (value: T) => boolean,
  ): Promise<Attempt<T>>;
}

/**
 * For secrets that nobody can guess: a right one always opens, whoever failed before. Wrong ones beyond a budget are told
 * to wait.
 */
export function createSecretLimit(limits: FailureBudgets, clock = now, share?: ShareFailure): FailureLimit {
  const budgetsOf = createBudgets(limits, clock, share);
  return {
    async attempt(client, work, failed) {
      const value = await work();
      if (!failed(value)) return { value };
      const budgets = budgetsOf(client);
      const retryAfterSeconds = longestWait(budgets);
      if (retryAfterSeconds > 0) return { retryAfterSeconds };
      for (const budget of budgets) budget.count();
      return { value };
    },
  };
}

/** Networks of a region that failures of their neighbors do not hold up, and for how long after they found something. */
const knownNetworks = { perRegion: 16, rememberedMs: 86_400_000, regions: 10_000 } as const;

interface KnownNetwork {
  readonly network: string;
  readonly until: number;
}

/**
 * For what can be guessed in part: beyond a budget nothing is looked at, the right one neither, or the limit would tell
 * which it is. A network that found something within a day does not share the budget of its region: it keeps a way in
 * while its neighbors guess.
 */
export function createGuessLimit(limits: FailureBudgets, clock = now, share?: ShareFailure): FailureLimit {
  const budgetsOf = createBudgets(limits, clock, share);
  /** By region; until when each is known, the latest first. */
  const known = createCache<string, readonly KnownNetwork[]>({ limit: knownNetworks.regions });
  const knownIn = (region: string) => (known.get(region) ?? []).filter(({ until }) => until > clock());
  const isKnown = (client: string) =>
    knownIn(clientRegion(client)).some(({ network }) => network === clientNetwork(client));
  const remember = (client: string) => {
    const [region, network] = [clientRegion(client), clientNetwork(client)];
    const others = knownIn(region).filter((one) => one.network !== network);
    const all = [{ network, until: clock() + knownNetworks.rememberedMs }, ...others];
    known.set(region, all.slice(0, knownNetworks.perRegion));
  };
  return {
    async attempt(client, work, failed) {
      const all = budgetsOf(client);
      const budgets = client !== null && isKnown(client) ? all.slice(0, 2) : all;
      const entered: Budget[] = [];
      let hasFailed = false;
      try {
        for (const budget of budgets) {
          const retryAfterSeconds = await budget.enter();
          if (retryAfterSeconds > 0) return { retryAfterSeconds };
          entered.push(budget);
        }
        const value = await work();
        hasFailed = failed(value);
        if (!hasFailed && client !== null) remember(client);
        return { value };
      } finally {
        for (const budget of entered) budget.leave(hasFailed);
      }
    },
  };
}

function longestWait(budgets: readonly Budget[]): number {
  return Math.max(...budgets.map(({ secondsToWait }) => secondsToWait));
}

function now(): number {
  return performance.now();
}
