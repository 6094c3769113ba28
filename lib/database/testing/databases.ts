import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, onTestFinished, type TestContext } from "vitest";
import { openDatabase } from "../openDatabase";
import type { Database, OpenOptions } from "../types";
import { type ScratchPostgres, startScratchPostgres } from "./scratchPostgres";
import { temporaryFolder } from "./temporaryFolder";

/** Gives the running test a migrated, empty database of its own, and its options to open it again. */
export type OpenFresh = (context: TestContext) => Promise<{ database: Database; options: OpenOptions }>;

/**
 * Runs the same tests on the embedded database and on a PostgreSQL server. Where there are no server programs
 * the tests on it are reported as skipped.
 *
 * @example forEachDatabase((open) => { it("…", async (context) => { const { database } = await open(context); }); });
 */
export function forEachDatabase(tests: (open: OpenFresh, kind: Database["kind"]) => void): void {
  describe("on the embedded database", () => {
    const template = embeddedTemplate();
    tests(async () => {
      const dataFolder = join(temporaryFolder(), "data");
      cpSync(template(), dataFolder, { recursive: true });
      return opened({ dataFolder, holder: "a test" });
    }, "embedded");
  });
  describe("on a PostgreSQL server", () => {
    const server = scratchServer();
    tests(async (context) => {
      const databaseUrl = await server(context).createDatabase();
      return opened({ databaseUrl, dataFolder: "", holder: "a test" });
    }, "postgresql");
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

/** A migrated, empty data folder to copy, because making one takes seconds. */
export function embeddedTemplate(): () => string {
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "dblab-telemetry-template-"));
    await (await openDatabase({ dataFolder: folder, holder: "a test" })).close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

async function opened(options: OpenOptions): Promise<{ database: Database; options: OpenOptions }> {
  const database = await openDatabase(options);
  onTestFinished(() => database.close());
  return { database, options };
}
