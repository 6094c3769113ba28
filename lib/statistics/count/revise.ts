import { z } from "zod";
import type { Database, Session } from "../../database/types";
import { periodOf } from "../../words/period";
import { compareStored } from "./compareStored";
import { type ComputedPeriod, computePeriod } from "./computePeriod";
import type { CountOptions } from "./countWeeks";
import { storePeriod } from "./storePeriod";

/** A revision that must not be made; the message says why, in words for the operator. */
export class RevisionRefused extends Error {
  override name = "RevisionRefused";
}

const inputSchema = z.object({
  /** A day of the first and of the last week. */
  from: z.iso.date(),
  to: z.iso.date(),
  reason: z.string().trim().min(1).max(500),
});

/** What was published again. */
export interface Revision {
  readonly revision: number;
  /** First days of the weeks that changed. */
  readonly weeks: readonly string[];
}

/** Published weeks are changed by so many instances at least, as a multiple of the smallest group that is published. */
export const leastChangedGroups = 2;

/**
 * Counts published weeks again, as an act of the operator: dated, with a reason, in the public list of corrections. The
 * figures as they were stay where they are, under the revision before.
 * @throws RevisionRefused where nothing would change, where figures are not published, and where so few instances would
 *   change that the difference would tell of them
 */
export async function revise(
  database: Database,
  input: z.input<typeof inputSchema>,
  options: CountOptions & { readonly publishMinInstances: number },
): Promise<Revision> {
  const { from, to, reason } = inputSchema.parse(input);
  if (options.isPrivate)
    throw new RevisionRefused("Nothing is published here: figures follow what is stored.");
  const weeks = await readWeeks(database, periodOf("week", from).start, periodOf("week", to).start);
  const changed: ComputedPeriod[] = [];
  const least = leastChangedGroups * options.publishMinInstances;
  for (const { start, revision } of weeks) {
    const counted = await computePeriod(database, periodOf("week", start), options.statistics, options);
    const { instances, isDifferent } = await compareStored(database, counted, revision);
    if (!isDifferent) continue;
    if (instances < least) {
      throw new RevisionRefused(
        `In the week of ${start} fewer than ${least} instances would be counted otherwise: the difference would tell of them.`,
      );
    }
    changed.push(counted);
  }
  const [first] = changed;
  const last = changed.at(-1);
  if (first === undefined || last === undefined)
    throw new RevisionRefused("No published week of these would change.");
  return database.transaction((session) =>
    store(session, { changed, first, last, reason, now: options.now() }),
  );
}

async function store(
  session: Session,
  {
    changed,
    first,
    last,
    reason,
    now,
  }: {
    readonly changed: readonly ComputedPeriod[];
    readonly first: ComputedPeriod;
    readonly last: ComputedPeriod;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<Revision> {
  const { _max: newest } = await session.prisma.statisticRevision.aggregate({ _max: { revision: true } });
  const revision = (newest.revision ?? 0) + 1;
  await session.prisma.statisticRevision.create({
    data: {
      revision,
      revisedAt: now,
      reason,
      firstWeek: new Date(first.period.start),
      lastWeek: new Date(last.period.start),
    },
  });
  for (const week of changed) await storePeriod(session, week, { revision, computedAt: now.toISOString() });
  return { revision, weeks: changed.map(({ period }) => period.start) };
}

/** The weeks of a range that are published, with their newest revision. */
async function readWeeks({ sql }: Pick<Session, "sql">, from: string, to: string) {
  const rows = await sql
    .selectFrom("statistic_period")
    .select(({ fn }) => ["period_start as start", fn.max<number>("revision").as("revision")])
    .where("interval", "=", "week")
    .where("period_start", ">=", from)
    .where("period_start", "<=", to)
    .groupBy("period_start")
    // A week that is held is published by its release, not by the way.
    .having(({ fn, and, eb }) =>
      eb(
        fn
          .countAll<number>()
          .filterWhere(and([eb("held_at", "is not", null), eb("released_at", "is", null)])),
        "=",
        0,
      ),
    )
    .orderBy("period_start")
    .execute();
  return rows;
}
