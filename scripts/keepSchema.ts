import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readMigrations } from "../lib/database/migrations/readMigrations";
import { keptFolder, readColumns } from "../lib/database/migrations/testing/keptSchemas";
import { openDatabase } from "../lib/database/openDatabase";
import type { Database } from "../lib/database/types";

/** Of Prisma's own, written by the migrations themselves. */
const history = "_prisma_migrations";

const [dataFolder] = process.argv.slice(2);
if (dataFolder === undefined) throw new Error("Usage: npm run schema:keep -- DATA_DIR");

const database = await openDatabase({ dataFolder, holder: "schema:keep" });
try {
  const migrations = readMigrations();
  const last = migrations.at(-1);
  if (last === undefined) throw new Error("There are no migrations");
  const kept = {
    migrations: Object.fromEntries(migrations.map(({ name, checksum }) => [name, checksum])),
    columns: await readColumns(database),
    partitions: await readPartitions(database),
    tables: await readRows(database),
    sequences: await readSequences(database),
  };
  mkdirSync(keptFolder, { recursive: true });
  const bytes = gzipSync(JSON.stringify(kept), { level: 9 });
  writeFileSync(join(keptFolder, `${last.name}.json.gz`), bytes);
  const rows = Object.entries(kept.tables).map(([name, all]) => `  ${name.padEnd(32)}${all.length}`);
  process.stdout.write(`${rows.join("\n")}\n${last.name}: ${bytes.length} bytes\n`);
} finally {
  await database.close();
}

async function readPartitions({ query }: Database) {
  return query(
    `select c.relname as name, p.relname as table, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
}

async function readRows({ query }: Database) {
  const tables = await query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace
     and relkind in ('r', 'p') and not relispartition and relname <> '${history}' order by 1`,
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const found = await query<{ row: unknown }>(
      `select to_jsonb(t) as row from "${name}" as t order by t::text`,
    );
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}

async function readSequences({ query }: Database) {
  return query(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  );
}
