import type { Database } from "../../database/types";
import { closedPeriods } from "../../statistics/count/closing";
import { readPeriods, readPoints, type StoredPeriod } from "../../statistics/count/readPoints";
import type { Statistic } from "../../statistics/declare/declare";
import type { Publication } from "../../statistics/publish/publication";
import { readCorrections } from "../../statistics/read/readCorrections";
import { dayMs, dayOf } from "../../words/period";
import { aboutSchema } from "./about";
import { publishedWeeksOf, revisedWeeksOf } from "./publishedWeeks";
import type { ReleaseSource, ReleaseWeek } from "./source";

/** What releases are made of. */
export interface ReleaseOptions {
  readonly publication: Publication;
  readonly statistics: readonly Statistic[];
  /** Of the installation, without a slash at the end. */
  readonly baseUrl: string;
  readonly now: () => Date;
}

/**
 * What the next release is made of; null where there is none to make: the last one has all that is published, or
 * weeks that are over are still being counted and come with it.
 */
export async function readSource(
  database: Pick<Database, "prisma" | "sql">,
  { publication, statistics, baseUrl, now }: ReleaseOptions,
): Promise<ReleaseSource | null> {
  if (publication.isPrivate) return null;
  const moment = now();
  const periods = await readPeriods(database, "week");
  const weeks = publishedWeeksOf(periods);
  const last = await database.prisma.release.findFirst({ orderBy: { number: "desc" } });
  const before = last === null ? null : aboutSchema.parse(last.about);
  const newest = weeks
    .map(({ computedAt }) => computedAt)
    .toSorted()
    .at(-1);
  if (newest === undefined || isSame(weeks, before?.weeks ?? [])) return null;
  if (await isCounting(database, periods, { moment, newest })) return null;
  const day = [dayOf(moment), last === null ? "" : dayOf(last.publishedAt)].toSorted().at(-1) ?? "";
  const ofDay = await database.prisma.release.count({ where: { id: { startsWith: day } } });
  return {
    id: ofDay === 0 ? day : `${day}.${ofDay + 1}`,
    number: (last?.number ?? 0) + 1,
    publishedAt: moment.toISOString(),
    baseUrl,
    door: publication.door,
    countAfterDays: publication.countAfterDays,
    statistics,
    weeks,
    revised: revisedWeeksOf(periods),
    corrections: (await readCorrections(database)).corrections,
    before,
    readPoints: (statistic, first, lastWeek) =>
      readPoints(database, statistic, "week", refuse, { first, last: lastWeek }),
  };
}

/** A release without a figure that should be in it is none. */
function refuse(error: unknown): never {
  throw error;
}

function isSame(weeks: readonly ReleaseWeek[], before: readonly (readonly [string, number])[]): boolean {
  const nameOf = (start: string, revision: number) => `${start} ${revision}`;
  const known = new Set(before.map(([start, revision]) => nameOf(start, revision)));
  return (
    weeks.length === known.size && weeks.every(({ start, revision }) => known.has(nameOf(start, revision)))
  );
}

/** Whether weeks that are over are being counted. After a day without a new one nobody waits any longer. */
async function isCounting(
  database: Pick<Database, "sql">,
  periods: readonly StoredPeriod[],
  { moment, newest }: { readonly moment: Date; readonly newest: string },
): Promise<boolean> {
  if (moment.getTime() - Date.parse(newest) > dayMs) return false;
  const counted = new Set(periods.map(({ start }) => start));
  const closed = await closedPeriods(database, "week", moment, false);
  return closed.some(({ start }) => !counted.has(start));
}
