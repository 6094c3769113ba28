import type { Connection } from "../driver";
import { placements, tablesPlaced, trackedTables } from "../placement";

/** The table whose shards those of the others lie beside. */
export const firstSpread = "instance";

/** How a table lies in a cluster: as declared, `plain` where Citus knows nothing of it, `managed` where it does and keeps it on the coordinator. */
export type FoundPlacement = "byInstance" | "reference" | "managed" | "plain";

/** A table of the service as it was found. */
export interface FoundTable {
  readonly name: string;
  /** Another one after the table was made anew. */
  readonly oid: number;
  readonly placement: FoundPlacement;
  /** Names of its rules. */
  readonly rules: readonly string[];
}

/** A database with the extension Citus. */
export interface Cluster {
  /** 0 is the coordinator. */
  readonly group: number;
  /** Whether the servers know where the coordinator is: what they join with it needs that. */
  readonly knowsCoordinator: boolean;
  /** Servers that take shards. */
  readonly shardNodes: number;
  /** Of the tables that are spread; null where none is. */
  readonly shards: number | null;
  /** Tables of the service that are there, by name. */
  readonly tables: ReadonlyMap<string, FoundTable>;
}

const hasCitus = "select from pg_catalog.pg_extension where extname = 'citus'";

const nodes = `
  select (select groupid from pg_catalog.pg_dist_local_group limit 1)::int4 as group,
    exists (select from pg_catalog.pg_dist_node where groupid = 0) as "knowsCoordinator",
    (select count(*) from pg_catalog.pg_dist_node where isactive and shouldhaveshards and noderole = 'primary')::int4 as "shardNodes"`;

const found = `
  select relname as name, pg_class.oid::int8::text as oid,
    case when logicalrelid is null then 'plain' when partmethod = 'h' then 'byInstance'
      when repmodel = 't' then 'reference' else 'managed' end as placement,
    (select count(*) from pg_catalog.pg_dist_shard as shard where shard.logicalrelid = pg_class.oid)::int4 as shards,
    array(select rulename::text from pg_catalog.pg_rewrite where ev_class = pg_class.oid) as rules
  from pg_catalog.pg_class left join pg_catalog.pg_dist_partition on logicalrelid = pg_class.oid
  where relnamespace = (select oid from pg_catalog.pg_namespace where nspname = $1) and relname = any($2::text[])`;

type FoundRow = Omit<FoundTable, "oid"> & { readonly oid: string; readonly shards: number };

/** Reads how the tables lie; null where the database has not the extension. */
export async function readCluster(connection: Connection): Promise<Cluster | null> {
  if ((await rowsOf(connection, hasCitus)).length === 0) return null;
  const [of] = await rowsOf<Omit<Cluster, "shards" | "tables">>(connection, nodes);
  if (of === undefined) return null;
  const rows = await rowsOf<FoundRow>(connection, found, [connection.schema, Object.keys(placements)]);
  return {
    ...of,
    shards: rows.find(({ placement }) => placement === "byInstance")?.shards ?? null,
    tables: new Map(
      rows.map(({ name, oid, placement, rules }) => [name, { name, oid: Number(oid), placement, rules }]),
    ),
  };
}

/** Tables that are there and do not lie as they are declared, in the order in which they are to be placed. */
export function misplaced({ tables }: Cluster): FoundTable[] {
  const wanted: readonly (readonly [string, FoundPlacement])[] = [
    ...tablesPlaced("reference").map((name) => [name, "reference"] as const),
    ...inOrder(tablesPlaced("byInstance")).map((name) => [name, "byInstance"] as const),
    ...trackedTables.map((name) => [name, "managed"] as const),
  ];
  return wanted.flatMap(([name, placement]) => {
    const table = tables.get(name);
    return table === undefined || table.placement === placement ? [] : [table];
  });
}

function inOrder<Name extends string>(names: readonly Name[]): Name[] {
  return names.toSorted((one, other) => Number(other === firstSpread) - Number(one === firstSpread));
}

/** Runs a statement that gives rows. */
export async function rowsOf<Row>(
  connection: Connection,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return (await connection.execute({ sql, parameters, parsers: {} })).rows as Row[];
}
