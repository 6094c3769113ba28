import type { FieldType } from "../../statistics/export/exportFields";
import { type Cell, type Column, csvLine } from "../files/csvRows";
import type { FileSink } from "../files/sink";
import type { DeclaredTable } from "./tables";

/** The file that `psql` loads. */
export const sqlFile = "release.sql";

/** The schema that it makes: a release beside another one is loaded after renaming it. */
export const sqlSchema = "dblab_telemetry";

/** What PostgreSQL calls the types of columns. */
export const sqlTypeOf: Readonly<Record<FieldType, string>> = {
  text: "text",
  date: "date",
  timestamp: "timestamptz",
  boolean: "boolean",
  integer: "bigint",
  number: "double precision",
};

/** What comes first: all in one transaction, so that it is loaded whole or not at all. */
export async function beginSql(
  sink: FileSink,
  about: string,
  tables: readonly DeclaredTable[],
): Promise<void> {
  const lines = [
    ...about.split("\n").map((line) => `-- ${line}`),
    "",
    "\\set ON_ERROR_STOP on",
    "begin;",
    "set local standard_conforming_strings = on;",
    "set local client_encoding = 'UTF8';",
    `create schema ${sqlSchema};`,
    `comment on schema ${sqlSchema} is ${literal(about)};`,
    ...tables.flatMap(tableLines),
  ];
  await sink.add(sqlFile, `${lines.join("\n")}\n`);
}

/** Begins the rows of a table; lines of CSV follow. */
export function copyLine({ name, columns }: DeclaredTable): string {
  return `\ncopy ${sqlSchema}.${name} (${columns.map((column) => column.name).join(", ")}) from stdin with (format csv);\n`;
}

/** Ends the rows of a table. */
export const copyEnd = "\\.\n";

export async function copyRows(
  sink: FileSink,
  table: DeclaredTable,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  await sink.add(sqlFile, `${copyLine(table)}${rows.map(csvLine).join("")}${copyEnd}`);
}

/** What comes last: checks and indexes, once the rows are there. */
export async function endSql(sink: FileSink, tables: readonly DeclaredTable[]): Promise<void> {
  const lines = [
    "",
    ...tables.flatMap(({ name, refers }) =>
      refers.map(
        ({ column, table, to }) =>
          `alter table ${sqlSchema}.${name} add foreign key (${column.join(", ")}) references ${sqlSchema}.${table} (${to.join(", ")});`,
      ),
    ),
    `create index on ${sqlSchema}.figures (statistic, week);`,
    "commit;",
  ];
  await sink.add(sqlFile, `${lines.join("\n")}\n`);
  sink.finish(sqlFile);
}

function tableLines({ name, what, columns, key }: DeclaredTable): string[] {
  const table = `${sqlSchema}.${name}`;
  const lines = [
    ...columns.map(columnLine),
    ...(key.length === 0 ? [] : [`  primary key (${key.join(", ")})`]),
  ];
  return [
    "",
    `create table ${table} (`,
    lines.join(",\n"),
    ");",
    `comment on table ${table} is ${literal(what)};`,
    ...columns.map((column) => `comment on column ${table}.${column.name} is ${literal(column.what)};`),
  ];
}

function columnLine({ name, type, isRequired = false }: Column): string {
  return `  ${name} ${sqlTypeOf[type]}${isRequired ? " not null" : ""}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
