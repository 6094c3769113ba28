import type { Database } from "./types";

/**
 * What a PostgreSQL server's autovacuum does by itself and the embedded database, which has no background
 * processes, does not: reclaims dead rows, freezes old transactions, refreshes the planner's statistics.
 * To be run once a day; a table at a time, so that other statements get their turns in between.
 *
 * @returns the names of the tables visited; none on a PostgreSQL server.
 */
export async function maintainDatabase(database: Database): Promise<string[]> {
  if (database.kind === "postgresql") return [];
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  for (const { name } of tables) await database.query(`vacuum (analyze) "${name}"`);
  return tables.map((table) => table.name);
}
