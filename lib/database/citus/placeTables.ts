import type { Connection } from "../driver";
import { placedBy, placements } from "../placement";
import { type Cluster, type FoundTable, firstSpread, misplaced, readCluster, rowsOf } from "./readCluster";

/** Functions of ours that the servers do not have yet. */
const ownFunctions = `
  select pg_proc.oid::regprocedure::text as name from pg_catalog.pg_proc
  where pronamespace = (select oid from pg_catalog.pg_namespace where nspname = $1)
    and not exists (select from pg_catalog.pg_depend where classid = 'pg_catalog.pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    and not exists (select from pg_catalog.pg_dist_object where classid = 'pg_catalog.pg_proc'::regclass and objid = pg_proc.oid)`;

/** Gives all servers the functions that statements call where the rows are. */
export async function placeFunctions(connection: Connection): Promise<void> {
  for (const { name } of await rowsOf<{ name: string }>(connection, ownFunctions, [connection.schema]))
    await rowsOf(connection, "select create_distributed_function($1)", [name]);
}

/**
 * Places one table as it is declared, with its rows.
 * @param shards of tables that are spread, where this is the first
 */
export async function placeTable(
  connection: Connection,
  { name }: Pick<FoundTable, "name">,
  shards: number,
): Promise<void> {
  const table = nameIn(connection, name);
  const placement = placements[name as keyof typeof placements];
  if (placement === "local") {
    await rowsOf(connection, "select citus_add_local_table_to_metadata($1::text::regclass)", [table]);
    return;
  }
  if (placement === "reference") {
    await rowsOf(connection, "select create_reference_table($1::text::regclass)", [table]);
  } else if (name === firstSpread) {
    await rowsOf(
      connection,
      "select create_distributed_table($1::text::regclass, $2, colocate_with => 'none', shard_count => $3)",
      [table, placedBy, shards],
    );
  } else {
    await rowsOf(connection, "select create_distributed_table($1::text::regclass, $2, colocate_with => $3)", [
      table,
      placedBy,
      nameIn(connection, firstSpread),
    ]);
  }
  // What was copied to the shards is still in the table itself.
  await rowsOf(connection, "select truncate_local_data_after_distributing_table($1::text::regclass)", [
    table,
  ]);
}

/**
 * Has migrations change a database some of whose tables are spread, and places what they made. In one transaction, so
 * that there is no moment in which a new table is in the wrong place.
 */
export async function placeWhatIsNew(connection: Connection, migrate: () => Promise<void>): Promise<void> {
  const before = await readCluster(connection);
  await migrate();
  if (before?.shards == null) return;
  await placeFunctions(connection);
  const after = await readCluster(connection);
  for (const table of after === null ? [] : newlyMisplaced(before, after))
    await placeTable(connection, table, before.shards);
}

/** What was in the wrong place before is left for the operator to judge. */
function newlyMisplaced(before: Cluster, after: Cluster): FoundTable[] {
  return misplaced(after).filter(({ name, oid }) => before.tables.get(name)?.oid !== oid);
}

function nameIn({ schema }: Connection, table: string): string {
  return `"${schema.replaceAll('"', '""')}"."${table}"`;
}
