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

/** What is quoted, where no comment begins, and comments. */
const quotedOrComment =
  /(?<quoted>[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"[^"]*"|(?<dollar>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$).*?\k<dollar>)|--[^\n]*|\/\*.*?\*\//gsu;

/**
 * The tables whose names a query has in it, in the order they were given. What is quoted counts, too: a function or a
 * statement that is put together has them there, and fetching a table that is not needed costs less than an empty one that
 * is. Comments do not: they are words.
 */
export function namedTables<Table extends Pick<QueryTable, "name">>(
  query: string,
  tables: readonly Table[],
): Table[] {
  const told = query.replaceAll(quotedOrComment, (_, quoted?: string) => quoted ?? " ");
  const words = new Set(told.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []);
  return tables.filter(({ name }) => words.has(name));
}
