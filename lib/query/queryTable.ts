import type { FieldType } from "../statistics/export/exportFields";

/** A table that can be asked: one of a release, under the name that it has in SQL. */
export interface QueryTable {
  /** `figures`, `file_systems`. */
  readonly name: string;
  /** Path of its CSV below the release. */
  readonly file: string;
  readonly columns: readonly { readonly name: string; readonly type: FieldType }[];
}

/** The name of a statistic's own table, as its page's own lines of SQL have it. */
export function tableNameOf(statistic: string): string {
  return statistic.replaceAll("-", "_");
}

/**
 * The tables whose names a query has in it, in the order they were given. A name in a comment counts, too: fetching a
 * table that is not needed costs less than an empty one that is.
 */
export function namedTables<Table extends Pick<QueryTable, "name">>(
  query: string,
  tables: readonly Table[],
): Table[] {
  const words = new Set(query.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []);
  return tables.filter(({ name }) => words.has(name));
}
