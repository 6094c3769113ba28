import { join } from "node:path";
import { describe, onTestFinished, type TestContext } from "vitest";
import type { Driver } from "../driver";
import { embeddedDriver } from "../embedded/embeddedDriver";
import { EmbeddedEngine } from "../embedded/engine";
import { readAddress } from "../postgresql/address";
import { openPool } from "../postgresql/connection";
import { postgresDriver } from "../postgresql/postgresDriver";
import { copyEmbedded } from "./embeddedTemplate";
import { sharedPostgres } from "./sharedPostgres";
import { temporaryFolder } from "./temporaryFolder";

/** Runs the same tests on a driver of either kind; its database is empty and not migrated. */
export function forEachDriver(tests: (open: (context: TestContext) => Promise<Driver>) => void): void {
  describe("on a PostgreSQL server", () => {
    tests(async ({ skip }) => {
      const server = await sharedPostgres();
      if (server === null) return skip("no PostgreSQL server programs on this machine");
      return openServer(await server.createDatabase());
    });
  });
  describe("on the embedded database", () => {
    tests(async () => {
      const folder = join(temporaryFolder(), "data");
      await copyEmbedded(folder);
      const engine = await EmbeddedEngine.open(join(folder, "pg"), () => {});
      onTestFinished(() => engine.close());
      const driver = embeddedDriver(engine);
      await driver.withConnection((one) => one.script("drop schema public cascade; create schema public"));
      return driver;
    });
  });
}

/** A driver of that database, for the running test. */
export function openServer(databaseUrl: string): Driver {
  const pool = openPool(readAddress(databaseUrl), () => {});
  onTestFinished(() => pool.end());
  return postgresDriver(pool);
}
