import { catalogue } from "../catalogue";
import type { Session } from "../database/types";
import { pointsKey, readPeriods, readPoints } from "../statistics/count/readPoints";
import {
  readUnknownName,
  type UnknownName,
  unknownNamesKey,
  writeUnknownName,
} from "../statistics/count/unknownNames";
import type { Door } from "../statistics/publish/door";
import { groupOf } from "../statistics/publish/published";

/** In so many of the latest published weeks names are looked for, and in so many of them one has to be published. */
export const unknownNameWeeks = { looked: 8, needed: 2 } as const;

/**
 * The names that are not in the catalogue and that everybody may see: those that enough counted instances sent in two
 * different weeks. A week is counted when it is closed, and how many sent a name passes the door like every figure.
 */
export async function readPublishedNames(
  database: Pick<Session, "sql">,
  door: Pick<Door, "figure">,
): Promise<readonly UnknownName[]> {
  const [periods, points] = await Promise.all([
    readPeriods(database, "week"),
    readPoints(database, unknownNamesKey, "week"),
  ]);
  // Of each week the newest revision, which comes last.
  const published = new Map(
    periods.filter(({ heldSince }) => heldSince === null).map((period) => [period.start, period]),
  );
  const weeks = new Map<string, number>();
  for (const period of [...published.values()].slice(-unknownNameWeeks.looked)) {
    const ofWeek = points.get(pointsKey(period)) ?? [];
    for (const name of new Set(ofWeek.map((point) => point.class))) {
      if (door.figure(groupOf(ofWeek, (one) => one === name)) !== null)
        weeks.set(name, (weeks.get(name) ?? 0) + 1);
    }
  }
  return (
    [...weeks]
      .filter(([, count]) => count >= unknownNameWeeks.needed)
      .map(([name]) => readUnknownName(name))
      // What was documented meanwhile is not unknown any more.
      .filter(({ eventType, path }) => path !== "" || catalogue.find(eventType) === undefined)
      .sort((one, other) => (writeUnknownName(one) < writeUnknownName(other) ? -1 : 1))
  );
}

/** How many names that are not in the catalogue were sent in some days, both included, beside those that are shown. */
export async function countOtherNames(
  { sql }: Pick<Session, "sql">,
  { first, last }: { readonly first: string; readonly last: string },
  shown: readonly UnknownName[],
): Promise<number> {
  const rows = await sql
    .selectFrom("unknown_field_day")
    .select(["event_type as eventType", "path"])
    .where("day", ">=", first)
    .where("day", "<=", last)
    .union((of) =>
      of
        .selectFrom("refusal_day")
        .select(["event_type as eventType", (value) => value.val("").as("path")])
        .where("reason", "=", "unknown_event_type")
        .where("event_type", "<>", "")
        .where("day", ">=", first)
        .where("day", "<=", last),
    )
    .execute();
  const known = new Set(shown.map(writeUnknownName));
  return rows.filter((name) => !known.has(writeUnknownName(name))).length;
}
