import { type InsertType, type SelectType, sql } from "kysely";
import { columnTypes, type SchemaTables } from "./generated/tables";

type TableName = keyof SchemaTables;
type ColumnName<Table extends TableName> = keyof SchemaTables[Table] &
  keyof (typeof columnTypes)[Table] &
  string;

/** A column as it is sent within JSON: a `jsonb` as what it holds. */
type Sent<Column> = unknown extends SelectType<Column> ? unknown : InsertType<Column>;

/** A row with some columns of a table, as it is sent within JSON. */
export type SentRow<Table extends TableName, Column extends ColumnName<Table>> = {
  readonly [Name in Column]: Sent<SchemaTables[Table][Name]>;
};

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

/** `instance_key uuid, day date`: columns with their types, as a recordset in a text has to name them. */
export function describeColumns<Table extends TableName>(
  table: Table,
  columns: readonly ColumnName<Table>[],
): string {
  const types: Readonly<Record<string, string>> = columnTypes[table];
  return columns.map((column) => `"${column}" ${types[column]}`).join(", ");
}

/** `any($1::uuid[])`: equal to one of any number of values, and always the same statement. */
export function anyOf<Value>(values: readonly Value[], type: "uuid" | "text" | "date") {
  return sql<Value>`any(${values}::${sql.raw(type)}[])`;
}

/** `all($1::uuid[])`, for `<>`: equal to none of any number of values. */
export function allOf<Value>(values: readonly Value[], type: "uuid" | "text" | "date") {
  return sql<Value>`all(${values}::${sql.raw(type)}[])`;
}
