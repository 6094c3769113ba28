import { sqlSchema, sqlTypeOf } from "../releases/make/sqlFile";
import type { QueryTable } from "./queryTable";

/** Makes a table without rows. */
export function createTable({ name, columns }: QueryTable): string {
  const lines = columns.map((column) => `  ${column.name} ${sqlTypeOf[column.type]}`);
  return `create table ${sqlSchema}.${name} (\n${lines.join(",\n")}\n);`;
}

/** Makes the schema and the tables, and has their names found in it. */
export function createTables(tables: readonly QueryTable[]): string {
  return [
    `create schema ${sqlSchema};`,
    ...tables.map(createTable),
    `set search_path = ${sqlSchema}, public;`,
  ].join("\n");
}

/**
 * What `psql` does the same with: makes the tables, loads them, asks.
 * @param release address of a release, absolute
 */
export function psqlScript(query: string, tables: readonly QueryTable[], release: string): string {
  const load = tables.flatMap((table) => [
    createTable(table),
    `\\copy ${sqlSchema}.${table.name} from program 'curl -fsS ${release}/${table.file}' with (format csv, header)`,
  ]);
  return [
    `create schema if not exists ${sqlSchema};`,
    `set search_path = ${sqlSchema}, public;`,
    ...load,
    "",
    query.trim().replace(/;?$/, ";"),
  ].join("\n");
}
