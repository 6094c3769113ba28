import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { projectFolder } from "../projectFolder";
import { openServer } from "../testing/drivers";
import { execute } from "../testing/scratchPostgres";
import { sharedPostgres } from "../testing/sharedPostgres";
import { migrate } from "./migrate";
import { readMigrations } from "./readMigrations";
import { deploy, differenceToSchema } from "./testing/schemaEngine";

const schema = readFileSync(join(projectFolder(), "prisma", "schema.prisma"), "utf8");
const NOTHING = "-- This is an empty migration.";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
});
afterAll(() => pglite.close());

async function inMemory(): Promise<SqlDriverAdapter> {
  await pglite.exec("drop schema public cascade; create schema public");
  const adapter = await new PrismaPGlite(pglite).connect();
  // The adapter's own does not wait for the script to end.
  adapter.executeScript = async (script) => void (await pglite.exec(script));
  return adapter;
}

/**
 * An empty database of a server. Prisma's own adapter for it does not know the type "char" of PostgreSQL's
 * catalogue, which the comparison reads and the adapter for PGlite knows; so that one is put on a `pg` pool.
 */
async function onServer(databaseUrl: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  onTestFinished(() => pool.end());
  const client = {
    query: async (
      text: string,
      values: unknown[],
      { parsers }: { parsers: Record<number, (value: string) => unknown> },
    ) => {
      const getTypeParser = (type: number) => parsers[type] ?? pg.types.getTypeParser(type);
      const result = await pool.query({
        text,
        values,
        rowMode: "array",
        types: { getTypeParser } as pg.CustomTypesConfig,
      });
      return { rows: result.rows, fields: result.fields, affectedRows: result.rowCount ?? 0 };
    },
  };
  const adapter = await new PrismaPGlite(
    client as unknown as ConstructorParameters<typeof PrismaPGlite>[0],
  ).connect();
  adapter.executeScript = async (script) => void (await pool.query(script));
  return adapter;
}

const embedded: SqlMigrationAwareDriverAdapterFactory = {
  provider: "postgres",
  adapterName: "pglite",
  connect: inMemory,
  connectToShadowDb: inMemory,
};

describe("the migrations lead to schema.prisma", () => {
  it("on the embedded database", async () => {
    expect((await differenceToSchema(embedded, readMigrations(), schema)).trim()).toBe(NOTHING);
  });

  it("and a column that is missing would be noticed", async () => {
    const wider = schema.replace("refusals  Int\n", "refusals  Int\n  extra String?\n");
    expect(await differenceToSchema(embedded, readMigrations(), wider)).toContain(
      'ADD COLUMN     "extra" TEXT',
    );
  });

  it("on a PostgreSQL server", async (context) => {
    const factory = factoryOf(await createDatabase(context));
    expect((await differenceToSchema(factory, readMigrations(), schema)).trim()).toBe(NOTHING);
  });
});

describe("a database is the same, whoever migrates it", () => {
  const quiet = () => {};
  const columns = `select column_name, data_type, character_maximum_length, is_nullable, column_default
    from information_schema.columns where table_name = '_prisma_migrations' order by ordinal_position`;

  it("what Prisma's engine applied is not applied again", async (context) => {
    const [one, other] = [await createDatabase(context), await createDatabase(context)];
    const names = readMigrations().map(({ name }) => name);
    expect(await deploy(factoryOf(one), readMigrations())).toEqual(names);
    const lines: string[] = [];
    await migrate(openServer(one), (line) => lines.push(line));
    expect(lines).toEqual([]);
    await migrate(openServer(other), quiet);
    expect(await execute(other, columns)).toEqual(await execute(one, columns));
  });

  it("what we applied is not applied again by Prisma's engine", async (context) => {
    const url = await createDatabase(context);
    await migrate(openServer(url), quiet);
    expect(await deploy(factoryOf(url), readMigrations())).toEqual([]);
  });

  it("and the migrations that are missing are added by either", async (context) => {
    const url = await createDatabase(context);
    const [first, ...others] = readMigrations();
    if (first === undefined) throw new Error("there are migrations");
    await deploy(factoryOf(url), [first]);
    await migrate(openServer(url), quiet, [first, ...others.slice(0, 1)]);
    const rest = others.slice(1).map(({ name }) => name);
    expect(await deploy(factoryOf(url), readMigrations())).toEqual(rest);
  });
});

async function createDatabase({ skip }: TestContext): Promise<string> {
  const server = await sharedPostgres();
  return server === null ? skip("no PostgreSQL server programs on this machine") : server.createDatabase();
}

function factoryOf(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const connect = () => onServer(databaseUrl);
  return { ...embedded, connect, connectToShadowDb: connect };
}
