import { isInTestRun, once } from "../../../database/testing/testRun";
import type { Database } from "../../../database/types";

/** Everything that a fleet leaves behind. */
const tables = [
  "event",
  "instance",
  "instance_day",
  "instance_week_unknown",
  "statistic_period",
  "statistic_point",
  "statistic_revision",
  "erasure",
  "erasure_receipt",
  "job_lease",
] as const;

export async function forgetPast(database: Database): Promise<void> {
  await database.query(`truncate ${tables.join(", ")}`);
}

/**
 * Fills a database with a fleet's past. Within a test run it is lived through once, and copied for whoever asks next.
 * @param name of all that decides what the past leaves behind, as a file may be called
 * @param live goes through it in a database without a fleet
 */
export async function havePast(database: Database, name: string, live: () => Promise<void>): Promise<void> {
  if (!isInTestRun()) return live();
  let isLived = false;
  const { made } = await once(`past-${name}`, async () => {
    await live();
    isLived = true;
    return await readRows(database);
  });
  if (isLived) return;
  for (const table of tables) {
    const rows = made[table];
    if (rows !== undefined)
      await database.query(
        `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
        [rows],
      );
  }
}

/** The rows of each table that has some, as the database writes them down in JSON. */
async function readRows(database: Database): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await database.query<{ rows: string | null }>(
      `select json_agg(one)::text as rows from ${table} as one`,
    );
    if (row?.rows != null) found[table] = row.rows;
  }
  return found;
}
