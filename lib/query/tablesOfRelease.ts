import type { ReleaseFormat } from "../releases/make/about";
import { type DeclaredTable, ownTable, sqlTables } from "../releases/make/tables";
import type { Statistic } from "../statistics/declare/declare";
import type { FieldType } from "../statistics/export/exportFields";
import { type QueryTable, tableNameOf } from "./queryTable";

/** A table with what it and its columns hold, for readers. */
export interface DescribedTable extends QueryTable {
  readonly what: string;
  /** Key of the statistic whose own it is; null for those of all. */
  readonly statistic: string | null;
  /** Of each column, by its name. */
  readonly columnsWhat: Readonly<Record<string, string>>;
}

const ownPrefix = "statistics/";

/**
 * The tables of a release as it was made, whatever is declared since: those of all statistics with the long one first,
 * then each statistic's own. What is no longer declared has no words.
 */
export function tablesOfRelease(
  { tables }: Pick<ReleaseFormat, "tables">,
  statistics: readonly Statistic[],
): DescribedTable[] {
  const declared = new Map<string, DeclaredTable>(
    [...sqlTables.toReversed(), ...statistics.map(ownTable)].map((table) => [table.name, table]),
  );
  const order = [...declared.keys()];
  const placeOf = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(tables)
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([name, columns]) => {
      const table = declared.get(name);
      const statistic = name.startsWith(ownPrefix) ? name.slice(ownPrefix.length) : null;
      return {
        name: tableNameOf(statistic ?? name),
        file: `${name}.csv`,
        statistic,
        what: table?.what ?? "",
        columns: columns.map(readColumn),
        columnsWhat: Object.fromEntries(table?.columns.map((column) => [column.name, column.what]) ?? []),
      };
    });
}

/** `share number`, as a release says it. */
function readColumn(said: string): QueryTable["columns"][number] {
  const [name = "", type = "text"] = said.split(" ");
  return { name, type: type as FieldType };
}
