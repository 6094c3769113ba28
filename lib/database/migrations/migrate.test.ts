import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../openDatabase";
import { readAddress } from "../postgresql/address";
import { openPool } from "../postgresql/connection";
import { postgresDriver } from "../postgresql/postgresDriver";
import { forEachDatabase, scratchServer } from "../testing/databases";
import { execute } from "../testing/scratchPostgres";
import { StartError } from "../types";
import { migrate } from "./migrate";
import { type Migration, readMigrations } from "./readMigrations";

forEachDatabase((open) => {
  it("records every migration as Prisma does", async (context) => {
    const { database } = await open(context);
    const rows = await database.query(
      "select migration_name as name, checksum, applied_steps_count as steps from _prisma_migrations order by started_at",
    );
    expect(rows).toEqual(readMigrations().map(({ name, checksum }) => ({ name, checksum, steps: 1 })));
  });

  it("refuses a database that is newer than the code", async (context) => {
    const { database, options } = await open(context);
    await database.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ('x', 'x', now(), '29990101000000_later', 1)`,
    );
    await database.close();
    const opening = openDatabase(options);
    await expect(opening).rejects.toBeInstanceOf(StartError);
    await expect(opening).rejects.toThrow(/newer than this version.*29990101000000_later/);
  });
});

describe("on a PostgreSQL server", () => {
  const server = scratchServer();

  it("migrates once when several processes start at once", async (context) => {
    const databaseUrl = await server(context).createDatabase();
    const lines: string[] = [];
    const opening = Array.from({ length: 6 }, () =>
      openDatabase({ databaseUrl, dataFolder: "", holder: "a test", log: (line) => lines.push(line) }),
    );
    const databases = await Promise.all(opening);
    const [row] = (await databases[0]?.query("select count(*) as n from _prisma_migrations")) ?? [];
    await Promise.all(databases.map((database) => database.close()));
    expect(row).toEqual({ n: readMigrations().length });
    expect(lines).toEqual([expect.stringMatching(/^Applying /)]);
  });

  it("leaves the database as it was when a migration fails, and says which and why", async (context) => {
    const databaseUrl = await server(context).createDatabase();
    const pool = openPool(readAddress(databaseUrl), () => {}, 1);
    onTestFinished(() => pool.end());
    const driver = postgresDriver(pool);
    await migrate(driver, () => {});
    const failing: Migration = {
      name: "29990101000000_failing",
      sql: `create table half (n int); insert into half values ('x; y');`,
      checksum: "",
    };
    const migrating = migrate(driver, () => {}, [...readMigrations(), failing]);
    await expect(migrating).rejects.toBeInstanceOf(StartError);
    await expect(migrating).rejects.toThrow(/29990101000000_failing.*invalid input syntax for type integer/);
    const rows = await execute(
      databaseUrl,
      "select to_regclass('half') as half, count(*)::int as n from _prisma_migrations",
    );
    expect(rows).toEqual([{ half: null, n: readMigrations().length }]);
  });
});
