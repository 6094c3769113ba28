import type { Point } from "../count/point";
import { otherClass } from "../declare/declare";
import type { FoldedClass } from "../view/reading";
import { type Cells, type Column, cellsOf, isSafe, offerEditions, sumOf } from "./cells";
import { type Published, withheld } from "./published";

/**
 * Events by class. One instance can be in several classes, so how many stand behind "Other" is not the sum of its
 * classes: it is taken to be the largest of them, which it is at least.
 */
export function publishEvents(
  points: readonly Point[],
  edition: string,
  publishMinInstances: number,
): Published {
  const instances = cellsOf(points);
  const events = cellsOf(points, "events");
  const { offered, rest } = offerEditions(leastInstances(instances), publishMinInstances);
  if (edition !== "all" && !offered.includes(edition)) return withheld;
  const column: Column = edition === "all" ? "all" : [edition];
  const everyEdition: Column[] = [...offered.map((one) => [one]), rest];
  const columns: Column[] = edition === "all" ? ["all"] : ["all", ...everyEdition];
  const fits = (names: readonly string[]) =>
    columns.every((one) =>
      isSafe(Math.max(0, ...names.map((name) => sumOf(instances, [name], one))), publishMinInstances),
    );
  const own: string[] = [];
  const others: string[] = [];
  const bySize = [...instances.keys()].sort(
    (one, other) =>
      sumOf(instances, [other], "all") - sumOf(instances, [one], "all") || (one < other ? -1 : 1),
  );
  for (const name of bySize) (name !== otherClass && fits([name]) ? own : others).push(name);
  while (!fits(others)) {
    const smallest = own.pop();
    if (smallest === undefined) return withheld;
    others.push(smallest);
  }
  const values: Record<string, number> = {};
  for (const name of own) values[name] = sumOf(events, [name], column);
  const otherEvents = sumOf(events, others, column);
  if (otherEvents > 0) values[otherClass] = otherEvents;
  return {
    n: Object.values(values).reduce((sum, count) => sum + count, 0),
    outside: null,
    values: Object.fromEntries(Object.entries(values).filter(([, count]) => count > 0)),
    folded: others
      .filter((name) => name !== otherClass)
      .map((name): FoldedClass => {
        const isSmall = sumOf(instances, [name], "all") < publishMinInstances;
        return { key: name, why: isSmall ? "small" : "company" };
      }),
    medianClass: null,
    times: null,
  };
}

/** By edition, how many instances there are at least. */
function leastInstances(instances: Cells): Map<string, number> {
  const least = new Map<string, number>();
  for (const editions of instances.values()) {
    for (const [edition, count] of editions) least.set(edition, Math.max(least.get(edition) ?? 0, count));
  }
  return least;
}
