import { askedClass, type Point } from "../count/point";
import { outsideClass } from "../declare/declare";
import type { FoldedClass } from "../view/reading";
import { type Cells, type Column, cellsOf, isSafe, offerEditions, sumOf, totalsOf } from "./cells";
import { choosePartition } from "./partition";
import { type Published, withheld } from "./published";

/**
 * A statistic whose classes are yes-or-no questions. A class is published where those who said yes and those who did
 * not are both nobody or enough, in all editions together or, for a view of one edition, in every edition.
 */
export function publishMulti(
  points: readonly Point[],
  edition: string,
  publishMinInstances: number,
): Published {
  const cells = cellsOf(points);
  const asked: Cells = new Map([...cells].filter(([name]) => name === askedClass || name === outsideClass));
  const chosen = choosePartition(asked, edition, publishMinInstances);
  if (chosen === null) return withheld;
  const { partition, column } = chosen;
  const hasOutside = partition.own.includes(outsideClass);
  const denominator = hasOutside ? [askedClass] : [askedClass, outsideClass];
  const { offered, rest } = offerEditions(totalsOf(asked), publishMinInstances);
  const columns: Column[] = edition === "all" ? ["all"] : [...offered.map((one) => [one]), rest];
  const isPublishable = (name: string) =>
    columns.every((one) => {
      const yes = sumOf(cells, [name], one);
      return (
        isSafe(yes, publishMinInstances) && isSafe(sumOf(cells, denominator, one) - yes, publishMinInstances)
      );
    });
  const values: Record<string, number> = {};
  const folded: FoldedClass[] = [];
  for (const name of cells.keys()) {
    if (name === askedClass || name === outsideClass) continue;
    const instances = sumOf(cells, [name], column);
    if (!isPublishable(name)) {
      const isSmall = sumOf(cells, [name], "all") < publishMinInstances;
      folded.push({ key: name, why: isSmall ? "small" : "company" });
    } else if (instances > 0) values[name] = instances;
  }
  return {
    n: sumOf(cells, denominator, column),
    outside: hasOutside ? sumOf(cells, [outsideClass], column) : 0,
    values,
    folded,
    medianClass: null,
    times: null,
  };
}
