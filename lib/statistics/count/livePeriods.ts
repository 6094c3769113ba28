import { randomUUID } from "node:crypto";
import type { Database } from "../../database/types";
import { takeLease } from "../../jobs/lease";
import { countedIntervals, openPeriods } from "./closing";
import { type ComputedPeriod, computeInTurn } from "./computePeriod";
import { readPeriods, writePeriods } from "./countedJson";
import type { CountOptions } from "./countWeeks";
import { fingerprintOf } from "./fingerprint";

/** Periods that are not stored yet, as they are now. */
export interface LivePeriods {
  /** ISO 8601. */
  readonly computedAt: string;
  readonly periods: readonly ComputedPeriod[];
}

/** Counting that takes longer is done once for all processes, and kept for the next start. */
const longMs = 500;
/** Counting again takes at most a twentieth of the time. */
export const livePauseFactor = 19;

type Options = Omit<CountOptions, "onProgress">;
type Tables = Pick<Database, "sql" | "query" | "transaction">;

/** Who looks: the first of a process takes what is there, and one who cannot wait what is counted now. */
export interface Looking {
  readonly isFirst?: boolean;
  readonly isForced?: boolean;
}

/**
 * Counts the periods that are not closed, or takes what another process has just counted of them. There are none where
 * figures are published: those are of closed weeks only.
 * @param keptFromMs counting that takes as long is kept for others
 */
export async function computeLive(
  database: Tables,
  options: Options,
  { isFirst = false, isForced = false }: Looking = {},
  keptFromMs = longMs,
): Promise<LivePeriods> {
  if (!options.isPrivate) return { computedAt: options.now().toISOString(), periods: [] };
  const stored = await readStored(database, options);
  const isFresh = stored !== null && stored.ageMs >= 0 && stored.ageMs < stored.tookMs * livePauseFactor;
  if (!isForced && stored !== null && (isFirst || isFresh)) return stored;
  const lease = await takeLease(database, { job: "open periods", holder: randomUUID() });
  if (!("againInMs" in lease)) {
    let counted: LivePeriods | null = null;
    try {
      counted = await compute(database, options, keptFromMs, lease.goOn);
    } finally {
      await lease.end(counted !== null);
    }
    if (counted !== null) return counted;
  } else if (stored !== null && !isForced) return stored;
  return (await compute(database, options, keptFromMs, async () => true)) ?? { computedAt: "", periods: [] };
}

async function compute(
  database: Tables,
  options: Options,
  keptFromMs: number,
  goOn: () => Promise<boolean>,
): Promise<LivePeriods | null> {
  const startedAt = performance.now();
  const computedAt = options.now().toISOString();
  const periods: ComputedPeriod[] = [];
  for (const interval of countedIntervals) {
    for (const period of openPeriods(interval, new Date(computedAt))) {
      const counted = await computeInTurn(database, period, options.statistics, options, { goOn });
      if (counted === null) return null;
      periods.push(counted);
    }
  }
  const tookMs = Math.round(performance.now() - startedAt);
  if (tookMs >= keptFromMs) await store(database, options, { computedAt, periods, tookMs });
  return { computedAt, periods };
}

async function store(
  { sql }: Tables,
  { statistics, ...rule }: Options,
  { computedAt, periods, tookMs }: LivePeriods & { readonly tookMs: number },
): Promise<void> {
  const row = { computed_at: computedAt, took_ms: tookMs, counted: JSON.stringify(writePeriods(periods)) };
  await sql
    .insertInto("statistic_live")
    .values({ made_by: fingerprintOf({ statistics, rule }), ...row })
    .onConflict((on) => on.column("made_by").doUpdateSet(row))
    .execute();
}

/** What was stored of periods that are still open; null where nothing is. */
async function readStored({ sql }: Tables, { statistics, now, ...rule }: Options) {
  const row = await sql
    .selectFrom("statistic_live")
    .select(["computed_at", "took_ms", "counted"])
    .where("made_by", "=", fingerprintOf({ statistics, rule }))
    .executeTakeFirst();
  if (row === undefined) return null;
  const open = countedIntervals.flatMap((interval) => openPeriods(interval, now()));
  const periods = readPeriods(row.counted);
  const isWhole = open.every((one) =>
    periods.some(({ period }) => period.interval === one.interval && period.start === one.start),
  );
  if (!isWhole) return null;
  return {
    computedAt: row.computed_at.toISOString(),
    periods,
    tookMs: row.took_ms,
    ageMs: now().getTime() - row.computed_at.getTime(),
  };
}
