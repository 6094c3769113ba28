import { otherClass } from "../declare/declare";
import type { FoldedClass } from "../view/reading";
import { type Cells, type Column, isSafe, offerEditions, sumOf, totalsOf } from "./cells";
import { foldSmallGroups } from "./foldSmallGroups";

/** How the classes of a period are grouped for publishing: some by themselves, the others together as "Other". */
export interface Partition {
  readonly own: readonly string[];
  readonly others: readonly string[];
  readonly folded: readonly FoldedClass[];
}

/** The groups that all editions together are published in; null where there are too few instances for anything. */
export function partitionAll(cells: Cells, publishMinInstances: number): Partition | null {
  const classes = [...cells.keys()].map((name) => ({ name, instances: sumOf(cells, [name], "all") }));
  const { own, small, company, otherInstances } = foldSmallGroups(classes, publishMinInstances, [otherClass]);
  if (own.length === 0 && otherInstances === null) return null;
  return {
    own: own.map(({ name }) => name),
    others: [...small, ...company].map(({ name }) => name),
    folded: [
      ...small.map(({ name }): FoldedClass => ({ key: name, why: "small" })),
      ...company.map(({ name }): FoldedClass => ({ key: name, why: "company" })),
    ].filter(({ key }) => key !== otherClass),
  };
}

/** Editions that may be looked at, and the one partition that all of them are shown in. */
export interface EditionPartition {
  readonly offered: readonly string[];
  readonly partition: Partition;
}

/**
 * The groups that editions are published in: those of all editions together, made coarser until every group has in
 * every edition either nobody or enough instances. The editions that are not offered count as one more. So nothing can be
 * worked out by taking editions from the total or from each other.
 */
export function partitionEditions(cells: Cells, publishMinInstances: number): EditionPartition | null {
  const all = partitionAll(cells, publishMinInstances);
  const { offered, rest } = offerEditions(totalsOf(cells), publishMinInstances);
  if (all === null || offered.length === 0) return null;
  const columns: Column[] = [...offered.map((edition) => [edition]), ...(rest.length > 0 ? [rest] : [])];
  const fits = (classes: readonly string[]) =>
    columns.every((column) => isSafe(sumOf(cells, classes, column), publishMinInstances));
  const own: string[] = [];
  const others = [...all.others];
  const folded = [...all.folded];
  const fold = (name: string) => {
    others.push(name);
    folded.push({ key: name, why: "company" });
  };
  for (const name of all.own) {
    if (fits([name])) own.push(name);
    else fold(name);
  }
  while (!fits(others)) {
    const smallest = own.pop();
    if (smallest === undefined) break;
    fold(smallest);
  }
  return { offered, partition: { own, others, folded } };
}

/** Instances by group in a column; groups with nobody are left out. */
export function countGroups(
  cells: Cells,
  { own, others }: Partition,
  column: Column,
): Record<string, number> {
  const values: Record<string, number> = {};
  for (const name of own) {
    const instances = sumOf(cells, [name], column);
    if (instances > 0) values[name] = instances;
  }
  const instances = sumOf(cells, others, column);
  if (instances > 0) values[otherClass] = instances;
  return values;
}

/**
 * The partition and the column that a view is published in; null where nothing of it may be.
 * @param edition `all`, or an edition
 */
export function choosePartition(
  cells: Cells,
  edition: string,
  publishMinInstances: number,
): { readonly partition: Partition; readonly column: Column } | null {
  if (edition === "all") {
    const partition = partitionAll(cells, publishMinInstances);
    return partition && { partition, column: "all" };
  }
  const editions = partitionEditions(cells, publishMinInstances);
  if (editions === null || !editions.offered.includes(edition)) return null;
  return { partition: editions.partition, column: [edition] };
}
