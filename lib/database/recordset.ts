import { type InsertType, type SelectType, sql } from "kysely";
import { columnTypes, type SchemaTables } from "./generated/tables";

type TableName = keyof SchemaTables;

/** A column of a table, by its name in the database. */
export type ColumnName<Table extends TableName> = keyof SchemaTables[Table] & string;

/** A column as it is sent within JSON: a `jsonb` as what it holds. */
type Sent<Column> = unknown extends SelectType<Column> ? unknown : InsertType<Column>;

type Optional<Table, Column extends keyof Table> = {
  [Name in Column]: undefined extends InsertType<Table[Name]> ? Name : never;
}[Column];

type SentRowOf<Table, Column extends keyof Table> = {
  readonly [Name in Exclude<Column, Optional<Table, Column>>]: Sent<Table[Name]>;
} & { readonly [Name in Optional<Table, Column>]?: Sent<Table[Name]> };

/** A row with some columns of a table, as it is sent within JSON; what may be null or has a default may be left out. */
export type SentRow<Table extends TableName, Column extends PropertyKey> = SentRowOf<
  SchemaTables[Table],
  Column & keyof SchemaTables[Table]
>;

type GivenRow<Table extends TableName, Column extends ColumnName<Table>> = {
  [Name in Column]: SelectType<SchemaTables[Table][Name]>;
};

/**
 * Rows as a table `r` in a statement, sent as one parameter: any number of them, and always the same statement.
 * @param columns of that table, whose types they get
 */
export function recordset<Table extends TableName, Column extends ColumnName<Table>>(
  table: Table,
  columns: readonly Column[],
  rows: readonly SentRow<Table, Column>[],
) {
  return sql<GivenRow<Table, Column>>`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`.as<"r">(
    sql.raw(`r(${describeColumns(table, columns)})`),
  );
}

/**
 * `"instance_key" uuid, "day" date`: columns with their types, as a recordset in a text has to name them.
 * @throws Error for a column that the table has not
 */
export function describeColumns(table: TableName, columns: readonly string[]): string {
  const types: Readonly<Record<string, string>> = columnTypes[table];
  return columns
    .map((column) => {
      if (types[column] === undefined) throw new Error(`${table} has no column ${column}`);
      return `"${column}" ${types[column]}`;
    })
    .join(", ");
}

/** A row as a statement gets it: its columns by name, in any order. */
type ColumnValues = Readonly<Record<string, unknown>>;

/**
 * Rows as a table `r` in a text, each column of which is sent as a parameter of its own: quicker than a recordset where
 * there are many rows. A column that is an array comes as text, to be cast.
 * @param first number of the first column's parameter
 * @throws Error for a column that the table has not
 */
export function describeArrays(table: TableName, columns: readonly string[], first: number): string {
  const types: Readonly<Record<string, string>> = columnTypes[table];
  const arrays = columns.map((column, at) => {
    if (types[column] === undefined) throw new Error(`${table} has no column ${column}`);
    // There is no array of arrays of different lengths: each of them comes as its text.
    return `$${first + at}::${types[column].replace(/.*\[\]$/, "text")}[]`;
  });
  return `unnest(${arrays.join(", ")}) as r(${columns.map((column) => `"${column}"`).join(", ")})`;
}

/** The parameters that `describeArrays` names: for each column PostgreSQL's text of an array. */
export function arraysOf(columns: readonly string[], rows: readonly ColumnValues[]): string[] {
  return columns.map((column) => `{${rows.map((row) => element(row[column])).join(",")}}`);
}

function element(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** `any($1::uuid[])`: equal to one of any number of values, and always the same statement. */
export function anyOf<Value>(values: readonly Value[], type: "uuid" | "text" | "date") {
  return sql<Value>`any(${values}::${sql.raw(type)}[])`;
}

/** `all($1::uuid[])`, for `<>`: equal to none of any number of values. */
export function allOf<Value>(values: readonly Value[], type: "uuid" | "text" | "date") {
  return sql<Value>`all(${values}::${sql.raw(type)}[])`;
}
