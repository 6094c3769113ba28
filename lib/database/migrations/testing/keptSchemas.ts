import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { Connection, Driver } from "../../driver";
import { projectFolder } from "../../projectFolder";
import type { Database } from "../../types";
import { migrate } from "../migrate";
import { readMigrations } from "../readMigrations";

const columnSchema = z.object({
  table: z.string(),
  column: z.string(),
  type: z.string(),
  required: z.boolean(),
  filled: z.boolean(),
});

const keptSchema = z.object({
  migrations: z.record(z.string(), z.string()),
  columns: z.array(columnSchema),
  partitions: z.array(z.object({ name: z.string(), table: z.string(), bound: z.string() })),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
});

/** A column as a program that writes or reads it has to know it: `filled` where the database has a value of its own for it. */
export type KeptColumn = z.infer<typeof columnSchema>;

/** What a database of an earlier version held, and its migrations with their checksums. */
export type KeptSchema = z.infer<typeof keptSchema> & { readonly name: string };

/** Where past schemas are kept. */
export const keptFolder = join(projectFolder(), "lib", "database", "migrations", "kept");

/** Every past schema that is kept, oldest first; `scripts/keepSchema.ts` writes them. */
export function readKeptSchemas(): readonly KeptSchema[] {
  return readdirSync(keptFolder)
    .filter((file) => file.endsWith(".json.gz"))
    .sort()
    .map((file) => ({
      name: file.slice(0, -".json.gz".length),
      ...keptSchema.parse(JSON.parse(gunzipSync(readFileSync(join(keptFolder, file))).toString())),
    }));
}

/** Makes an empty database what it was then: the migrations of that version, and every row. */
export async function restoreKept(driver: Driver, { migrations, ...kept }: KeptSchema): Promise<void> {
  const then = readMigrations().filter(({ name }) => name in migrations);
  await migrate(driver, () => {}, then);
  await driver.withConnection(async (connection) => {
    // Rows come in no order that foreign keys could follow.
    await connection.script("set session_replication_role = replica");
    // What a migration itself put there is among what is kept.
    for (const name of Object.keys(kept.tables)) await connection.script(`delete from "${name}"`);
    for (const { name, table, bound } of kept.partitions) {
      await connection.script(`create table if not exists "${name}" partition of "${table}" ${bound}`);
    }
    for (const [name, rows] of Object.entries(kept.tables)) {
      await run(
        connection,
        `insert into "${name}" overriding system value
         select * from jsonb_populate_recordset(null::"${name}", $1::text::jsonb)`,
        [JSON.stringify(rows)],
      );
    }
    for (const { name, last } of kept.sequences)
      await run(connection, "select setval($1, $2::bigint)", [name, last]);
    await connection.script("set session_replication_role = origin");
  });
}

/** Every column of the tables and views of a database. */
export async function readColumns({ query }: Pick<Database, "query">): Promise<readonly KeptColumn[]> {
  const rows = await query(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
       a.attnotnull as required, (a.atthasdef or a.attidentity <> '') as filled
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
       and c.relname <> '_prisma_migrations' and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  );
  return z.array(columnSchema).parse(rows);
}

async function run(
  connection: Connection,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<unknown[]> {
  return (await connection.execute({ sql, parameters, parsers: {} })).rows;
}
