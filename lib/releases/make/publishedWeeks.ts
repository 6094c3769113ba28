import type { StoredPeriod } from "../../statistics/count/readPoints";
import type { ReleaseWeek, RevisedWeek } from "./source";

/** Weeks in their newest published revision, oldest first. @param periods oldest first, revisions of each in their order */
export function publishedWeeksOf(periods: readonly StoredPeriod[]): readonly ReleaseWeek[] {
  const weeks = new Map<string, ReleaseWeek>();
  for (const { start, revision, computedAt, heldSince } of periods) {
    if (heldSince === null) weeks.set(start, { start, revision, computedAt });
  }
  return [...weeks.values()];
}

/** Every published revision of a week with the one before it, oldest revision first. */
export function revisedWeeksOf(periods: readonly StoredPeriod[]): readonly RevisedWeek[] {
  const before = new Map<string, number>();
  const revised: RevisedWeek[] = [];
  for (const { start, revision, computedAt, heldSince } of periods) {
    if (heldSince !== null) continue;
    const known = before.get(start);
    before.set(start, revision);
    if (known !== undefined) revised.push({ start, revision, computedAt, before: known });
  }
  return revised.toSorted((one, other) => one.revision - other.revision);
}
