import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, type TestContext } from "vitest";
import { isFull } from "../../testing/effort";
import { openDatabase } from "../openDatabase";
import type { Database, OpenOptions } from "../types";
import { copyEmbedded } from "./embeddedTemplate";
import { type Empty, rememberEmpty } from "./emptyDatabase";
import { hasPostgres } from "./postgresPrograms";
import { type ScratchPostgres, startScratchPostgres } from "./scratchPostgres";
import { sharedPostgres } from "./sharedPostgres";
import { folderOfRun } from "./testRun";

/** Gives the running test a migrated, empty database that is its alone, and its options to open it again. */
export type OpenFresh = (context: TestContext) => Promise<{ database: Database; options: OpenOptions }>;

/** Declares the same tests for a database. */
export type DatabaseTests = (open: OpenFresh, kind: Database["kind"]) => void;

/**
 * Runs the same tests on the embedded database and on a PostgreSQL server: what is about the database, or differs with
 * its kind, and a smoke test of each module. Where there are no server programs the tests on it are reported as skipped.
 *
 * @example forEachDatabase((open) => { it("…", async (context) => { const { database } = await open(context); }); });
 */
export function forEachDatabase(tests: DatabaseTests): void {
  onPostgres(tests);
  onEmbedded(tests);
}

/**
 * Runs tests of what only uses the database: on a PostgreSQL server, or on the embedded one where there are no server
 * programs, and on both in `npm run test:full`.
 */
export function onDatabase(tests: DatabaseTests): void {
  if (isFull || hasPostgres()) onPostgres(tests);
  if (isFull || !hasPostgres()) onEmbedded(tests);
}

function onPostgres(tests: DatabaseTests): void {
  describe("on a PostgreSQL server", () => {
    tests(
      emptiedForEachTest(async ({ skip }) => {
        const server = await sharedPostgres();
        if (server === null) return skip("no PostgreSQL server programs on this machine");
        const databaseUrl = await server.createMigrated();
        const options = { databaseUrl, dataFolder: "", holder: "a test" };
        return server.drop === undefined ? { options } : { options, drop: () => server.drop?.(databaseUrl) };
      }),
      "postgresql",
    );
  });
}

function onEmbedded(tests: DatabaseTests): void {
  describe("on the embedded database", () => {
    const folders: string[] = [];
    afterAll(() => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });
    tests(
      emptiedForEachTest(async () => {
        const folder = folderOfRun();
        folders.push(folder);
        const dataFolder = join(folder, "data");
        await copyEmbedded(dataFolder);
        return { options: { dataFolder, holder: "a test" } };
      }),
      "embedded",
    );
  });
}

/** A server for the tests of the surrounding `describe`; asking for it skips the test where there is none. */
export function scratchServer(): (context: TestContext) => ScratchPostgres {
  let server: ScratchPostgres | null = null;
  beforeAll(async () => {
    server = await startScratchPostgres();
  });
  afterAll(() => server?.remove());
  return ({ skip }) => server ?? skip("no PostgreSQL server programs on this machine");
}

interface Made {
  readonly options: OpenOptions;
  /** Of a database that is dropped after each test, instead of emptied. */
  readonly drop?: () => Promise<void> | undefined;
}

/**
 * One database for the tests of the surrounding `describe`, emptied before each; a new one after a test that closed it
 * or changed its schema.
 */
function emptiedForEachTest(make: (context: TestContext) => Promise<Made>): OpenFresh {
  let given: { database: Database; options: OpenOptions; empty: Empty } | null = null;
  let letGo = async () => {};
  let holder = "";
  afterAll(() => letGo());
  return async (context) => {
    if (holder === context.task.id) throw new Error("a test has one database");
    holder = context.task.id;
    if (given !== null && !(await given.empty())) {
      await letGo();
      given = null;
    }
    if (given === null) {
      const { options, drop } = await make(context);
      const database = await openDatabase(options);
      letGo = async () => {
        await database.close();
        await drop?.();
      };
      given = {
        database,
        options,
        empty: drop === undefined ? await rememberEmpty(database) : async () => false,
      };
    }
    return given;
  };
}
