import { type Database, DatabaseError } from "./types";

/**
 * What a PostgreSQL server's autovacuum does by itself and the embedded database, which has no background
 * processes, does not: reclaims dead rows, freezes old transactions, refreshes the planner's statistics.
 * To be run once a day and after many rows were deleted; a table at a time, so that other statements get their turns in between.
 *
 * @param goOn asked between two tables
 * @returns the names of the tables visited; none on a PostgreSQL server.
 */
export async function maintainDatabase(
  database: Pick<Database, "kind" | "query">,
  goOn: () => Promise<boolean> = async () => true,
): Promise<string[]> {
  if (database.kind === "postgresql") return [];
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const visited: string[] = [];
  for (const { name } of tables) {
    if (!(await goOn())) break;
    try {
      await database.query(`vacuum (analyze) "${name}"`);
      visited.push(name);
    } catch (error) {
      // A partition that was dropped meanwhile.
      if (!(error instanceof DatabaseError && error.sqlState === "42P01")) throw error;
    }
  }
  return visited;
}
