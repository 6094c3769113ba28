import type { Database } from "../types";

/** Every row of every table, as texts that begin with the table's name; in an order that only rows decide. */
export async function everyRow(database: Database): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await database.query<{ text: string }>(`select t::text as text from "${name}" as t`);
    rows.push(...found.map(({ text }) => `${name} ${text}`));
  }
  return rows.toSorted();
}
