import { beforeEach, expect, it } from "vitest";
import { placedBy, placements, ruledTables, tablesPlaced } from "./placement";
import { citusVariable } from "./testing/citusCluster";
import { onDatabase } from "./testing/databases";

/** Unique keys of tables, each with its columns. */
const uniqueKeys = `
  select pg_class.relname as table, index.relname as key,
    array(select attname::text from pg_attribute where attrelid = pg_class.oid and attnum = any(indkey)) as columns
  from pg_index join pg_class on pg_class.oid = indrelid join pg_class as index on index.oid = indexrelid
  where indisunique and pg_class.relnamespace = 'public'::regnamespace and not pg_class.relispartition`;

/** Keys of tables that are `byInstance` by which rows of an instance could meet those of another. */
const acrossInstances = (keys: readonly { table: string; key: string; columns: string[] }[]) =>
  keys.flatMap(({ table, key, columns }) =>
    tablesPlaced("byInstance").some((name) => name === table) && !columns.includes(placedBy) ? [key] : [],
  );

onDatabase((open) => {
  // In a cluster the catalog has shards and what Citus makes of keys, too.
  beforeEach(({ skip }) =>
    skip(process.env[citusVariable] !== undefined, "the schema is looked at on one server"),
  );

  it("is said of every table there is", async (context) => {
    const { database } = await open(context);
    const rows = await database.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace
         and relkind in ('r', 'p') and not relispartition and relname <> '_prisma_migrations' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(placements).sort());
  });

  it("lets no unique key of a table that is spread by instance go without the instance's", async (context) => {
    const { database } = await open(context);
    expect(acrossInstances(await database.query(uniqueKeys))).toEqual([]);
    await database.query("create unique index event_of_id on instance_day (day, start_id)");
    expect(acrossInstances(await database.query(uniqueKeys))).toEqual(["event_of_id"]);
  });

  it("has every table that is spread by instance keyed", async (context) => {
    const { database } = await open(context);
    const keyed = new Set((await database.query<{ table: string }>(uniqueKeys)).map(({ table }) => table));
    expect(tablesPlaced("byInstance").filter((name) => !keyed.has(name))).toEqual([]);
  });

  it("has foreign keys lead to what is on every server, and rules where nothing is spread", async (context) => {
    const { database } = await open(context);
    const foreign = await database.query<{ from: keyof typeof placements; to: keyof typeof placements }>(
      `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f'`,
    );
    const areLocal = ({ from, to }: (typeof foreign)[number]) =>
      placements[from] === "local" && placements[to] === "local";
    expect(foreign.filter((key) => placements[key.to] !== "reference" && !areLocal(key))).toEqual([]);
    const ruled = Object.keys(ruledTables);
    expect(
      foreign.filter((key) => (ruled.includes(key.from) || ruled.includes(key.to)) && !areLocal(key)),
    ).toEqual([]);
    const rules = await database.query<{ table: string; rules: string[] }>(
      `select tablename as table, array_agg(rulename::text order by rulename) as rules from pg_rules
        where schemaname = 'public' group by 1 order by 1`,
    );
    expect(rules).toEqual(
      Object.entries(ruledTables)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([table, names]) => ({ table, rules: names })),
    );
    expect(new Set(ruled.map((name) => placements[name as keyof typeof ruledTables]))).toEqual(
      new Set(["local"]),
    );
  });
});
