import type { Database } from "../../database/types";

/** Does what whoever owns a database can do, and no statement of the service: changes what is kept as it is. */
export async function rewrite(database: Database, statement: string): Promise<void> {
  await database.transaction(async ({ query }) => {
    await query("set local session_replication_role = replica");
    await query(statement);
  });
}
