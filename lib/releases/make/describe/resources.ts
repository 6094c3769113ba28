import type { Statistic } from "../../../statistics/declare/declare";
import type { FinishedFile } from "../../files/sink";
import { type DeclaredTable, ownTable, sqlTables } from "../tables";

/** A file of a release that holds a table. */
export interface TableFile {
  readonly table: DeclaredTable;
  readonly file: FinishedFile;
  readonly form: "csv" | "parquet";
}

/** What the endings of files mean. */
export const mediaTypes: Readonly<Record<string, string>> = {
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
  sql: "application/sql",
  json: "application/json",
  md: "text/markdown",
  txt: "text/plain",
  cff: "text/yaml",
};

/** The media type of a file of a release. */
export function mediaTypeOf(path: string): string {
  return mediaTypes[path.split(".").at(-1) ?? ""] ?? "text/plain";
}

/** The tables among files, the long one first. */
export function tableFiles(statistics: readonly Statistic[], files: readonly FinishedFile[]): TableFile[] {
  const tables = [...sqlTables].reverse().concat(statistics.map(ownTable));
  return tables.flatMap((table) =>
    (["csv", "parquet"] as const).flatMap((form) => {
      const file = files.find(({ path }) => path === `${table.name}.${form}`);
      return file === undefined ? [] : [{ table, file, form }];
    }),
  );
}
