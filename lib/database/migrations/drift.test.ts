import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { projectFolder } from "../projectFolder";
import { scratchServer } from "../testing/databases";
import { readMigrations } from "./readMigrations";
import { differenceToSchema } from "./testing/schemaEngine";

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

  const server = scratchServer();
  it("on a PostgreSQL server", async (context) => {
    const databaseUrl = await server(context).createDatabase();
    const connect = () => onServer(databaseUrl);
    const factory = { ...embedded, connect, connectToShadowDb: connect };
    expect((await differenceToSchema(factory, readMigrations(), schema)).trim()).toBe(NOTHING);
  });
});
