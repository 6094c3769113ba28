import type { Point } from "../count/point";

/** A number of instances, or of events, by class and then by edition. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What may be known of a group of instances: that there is none, or that there are enough. */
export function isSafe(instances: number, publishMinInstances: number): boolean {
  return instances === 0 || instances >= publishMinInstances;
}

/** Lays the points of one statistic and period out by class and edition. */
export function cellsOf(points: readonly Point[], count: "instances" | "events" = "instances"): Cells {
  const cells = new Map<string, Map<string, number>>();
  for (const point of points) {
    const editions = cells.get(point.class) ?? new Map<string, number>();
    cells.set(point.class, editions.set(point.edition, (editions.get(point.edition) ?? 0) + point[count]));
  }
  return cells;
}

/** The sum over some classes of a column: an edition, several of them, or every edition (`all`). */
export function sumOf(cells: Cells, classes: Iterable<string>, column: Column): number {
  let sum = 0;
  for (const name of classes) {
    for (const [edition, count] of cells.get(name) ?? []) if (isIn(column, edition)) sum += count;
  }
  return sum;
}

/** Which editions are looked at together. */
export type Column = "all" | readonly string[];

function isIn(column: Column, edition: string): boolean {
  return column === "all" || column.includes(edition);
}

/**
 * Which editions may be looked at by themselves: those with enough instances, as long as those that are left over are
 * none or enough, for else they could be worked out as what is missing from the total.
 * @param totals instances by edition
 */
export function offerEditions(
  totals: ReadonlyMap<string, number>,
  publishMinInstances: number,
): { readonly offered: readonly string[]; readonly rest: readonly string[] } {
  const bySize = [...totals]
    .filter(([, n]) => n > 0)
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const offered = bySize.filter(([, n]) => n >= publishMinInstances);
  const rest = bySize.filter(([, n]) => n < publishMinInstances);
  while (
    !isSafe(
      rest.reduce((sum, [, n]) => sum + n, 0),
      publishMinInstances,
    )
  ) {
    const smallest = offered.pop();
    if (smallest === undefined) break;
    rest.push(smallest);
  }
  return { offered: offered.map(([edition]) => edition), rest: rest.map(([edition]) => edition) };
}

/** Instances by edition, over all classes. */
export function totalsOf(cells: Cells): Map<string, number> {
  const totals = new Map<string, number>();
  for (const editions of cells.values()) {
    for (const [edition, count] of editions) totals.set(edition, (totals.get(edition) ?? 0) + count);
  }
  return totals;
}
