import type { Session } from "../../database/types";
import type { ComputedPeriod } from "./computePeriod";
import type { Point } from "./point";
import { readPointsOf } from "./readPoints";

/** How a count differs from what is stored. */
export interface Difference {
  /** At least so many instances are counted otherwise; 0 where nothing is. */
  readonly instances: number;
  /** True where any value differs. */
  readonly isDifferent: boolean;
}

/** Compares a count with a stored revision of the same period, class by class. */
export async function compareStored(
  database: Pick<Session, "sql">,
  { period, points }: ComputedPeriod,
  revision: number,
): Promise<Difference> {
  const stored = groupBy(await readPointsOf(database, period, revision));
  const counted = groupBy(points);
  const differences = [...new Set([...stored.keys(), ...counted.keys()])].map((statistic) =>
    compare(byCell(stored.get(statistic) ?? []), byCell(counted.get(statistic) ?? [])),
  );
  return {
    instances: Math.max(0, ...differences.map(({ instances }) => instances)),
    isDifferent: differences.some(({ isDifferent }) => isDifferent),
  };
}

function compare(stored: ReadonlyMap<string, Point>, counted: ReadonlyMap<string, Point>): Difference {
  let more = 0;
  let less = 0;
  let isDifferent = false;
  let changed = 0;
  for (const cell of new Set([...stored.keys(), ...counted.keys()])) {
    const [before, after] = [stored.get(cell), counted.get(cell)];
    const gained = (after?.instances ?? 0) - (before?.instances ?? 0);
    if (gained > 0) more += gained;
    else less -= gained;
    // The same number of other instances is a change of one at least.
    if (before?.members !== after?.members) changed = 1;
    if (before?.members !== after?.members || before?.events !== after?.events) isDifferent = true;
  }
  return { instances: Math.max(more, less, changed), isDifferent };
}

function groupBy(points: readonly Point[]): Map<string, Point[]> {
  const groups = new Map<string, Point[]>();
  for (const point of points) groups.set(point.statistic, [...(groups.get(point.statistic) ?? []), point]);
  return groups;
}

function byCell(points: readonly Point[]): Map<string, Point> {
  return new Map(points.map((point) => [`${point.edition}\t${point.class}`, point]));
}
