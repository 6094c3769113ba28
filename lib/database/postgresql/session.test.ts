import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { scratchServer } from "../testing/databases";
import { execute } from "../testing/scratchPostgres";
import { type Database, StartError } from "../types";
import { openPostgres } from "./openPostgres";

const server = scratchServer();

const nameOf = (url: string) => new URL(url).pathname.slice(1);
const asRole = (url: string, role: string) => url.replace("//postgres@", `//${role}@`);

async function open(url: string): Promise<Database> {
  const database = await openPostgres(url);
  onTestFinished(() => database.close());
  return database;
}

/** A role that is no superuser and owns the database. */
async function ownedByRole(context: TestContext): Promise<{ url: string; role: string; asAdmin: string }> {
  const asAdmin = await server(context).createDatabase();
  const role = `svc_${nameOf(asAdmin).slice(-12)}`;
  await execute(asAdmin, `create role ${role} login; alter database ${nameOf(asAdmin)} owner to ${role}`);
  return { url: asRole(asAdmin, role), role, asAdmin };
}

/** Values of every kind that the service reads, by each way in which it does. */
async function readAll(database: Database) {
  const day = new Date("2026-11-03");
  await database.transaction(async ({ prisma, query }) => {
    await prisma.refusalDay.create({
      data: { day, reason: 'C:\\tmp "x"', eventType: "", field: "", refusals: 7 },
    });
    await query("insert into job_lease values ('sweep', $1, $2, null)", [
      "6bf53b94-9b88-4df3-b820-6a491e1090e0",
      new Date("2026-11-03T04:05:06.789Z"),
    ]);
  });
  const values = await database.query(
    `select date '2026-11-03' as day, timestamptz '2026-11-03 04:05:06.789+00' as moment, timestamp '2026-11-03 04:05:06' as local,
       0.1::float8 + 0.2::float8 as float, '\\x00ff'::bytea as bytes, array['a', null] as list, '{NULL}'::text[] as nulls,
       date_trunc('day', timestamptz '2026-11-03 23:30:00+00')::date as cut, 'tmp\\x' as text, null = null as equal,
       'event'::regclass::text as name, current_setting('transaction_isolation') as isolation`,
  );
  const rows = await database.prisma.refusalDay.findMany({
    select: { day: true, reason: true, refusals: true },
  });
  const leases = await database.prisma.jobLease.findMany({ select: { job: true, expiresAt: true } });
  const sets = await database.sql.selectFrom("job_lease").selectAll().execute();
  return { values, rows, leases, sets };
}

let usualValues: Awaited<ReturnType<typeof readAll>> | undefined;

/** The same on a database that sets nothing. */
async function readUsual(context: TestContext) {
  usualValues ??= await readAll(await open(await server(context).createDatabase()));
  return usualValues;
}

describe("a session is as the code needs it, whatever the database sets", () => {
  it.for([
    "datestyle to 'German'",
    "datestyle to 'SQL, DMY'",
    "datestyle to 'Postgres, MDY'",
    "timezone to 'Asia/Kolkata'",
    "intervalstyle to 'iso_8601'",
    "bytea_output to 'escape'",
    "extra_float_digits to -15",
    "standard_conforming_strings to off",
    "array_nulls to off",
    "quote_all_identifiers to on",
    "transform_null_equals to on",
    "row_security to off",
    "session_replication_role to replica",
    "default_transaction_isolation to serializable",
    "default_transaction_isolation to 'repeatable read'",
    "default_transaction_deferrable to on",
    "exit_on_error to on",
    "client_encoding to 'LATIN1'",
    "search_path to pg_catalog",
    "search_path to absent",
    "search_path to ''",
    "statement_timeout to '250ms'",
    "idle_session_timeout to '250ms'",
    "idle_in_transaction_session_timeout to '250ms'",
    "synchronous_commit to off",
    "plan_cache_mode to force_generic_plan",
    "jit_above_cost to 0",
    "default_tablespace to pg_default",
    "enable_partition_pruning to off",
    "constraint_exclusion to off",
    "enable_seqscan to off",
    "lc_monetary to 'C'",
    "client_min_messages to debug1",
    "work_mem to '64kB'",
  ])("%s", async (setting, context) => {
    const usual = await readUsual(context);
    const url = await server(context).createDatabase();
    await execute(url, `alter database ${nameOf(url)} set ${setting}`);
    const database = await open(url);
    if (setting.includes("timeout")) {
      await database.transaction(async ({ query }) => {
        await query("select pg_sleep(0.3)");
        await new Promise((resolve) => setTimeout(resolve, 300));
        await query("select 1");
      });
    }
    expect(await readAll(database)).toEqual(usual);
    expect(await database.query("show synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
  });

  it("how many standbys have a commit stays the operator's", async (context) => {
    const url = await server(context).createDatabase();
    await execute(url, `alter database ${nameOf(url)} set synchronous_commit to remote_apply`);
    expect(await (await open(url)).query("show synchronous_commit")).toEqual([
      { synchronous_commit: "remote_apply" },
    ]);
  });

  it("both of two simultaneous starts succeed, also where transactions are serializable", async (context) => {
    for (let round = 0; round < 3; round += 1) {
      const url = await server(context).createDatabase();
      await execute(url, `alter database ${nameOf(url)} set default_transaction_isolation to serializable`);
      await Promise.all([open(`${url}?schema=new`), open(`${url}?schema=new`), open(`${url}?schema=new`)]);
    }
  });
});

describe("a role that is no superuser", () => {
  it("is told what it may not set itself", async (context) => {
    const { url, role, asAdmin } = await ownedByRole(context);
    await execute(asAdmin, `alter role ${role} set session_replication_role to replica`);
    const opening = openPostgres(url);
    await expect(opening).rejects.toBeInstanceOf(StartError);
    await expect(opening).rejects.toThrow(
      `run alter role "${role}" in database "${nameOf(url)}" set session_replication_role = 'origin';`,
    );
    await execute(
      asAdmin,
      `alter role ${role} in database ${nameOf(url)} set session_replication_role = 'origin'`,
    );
    await open(url);
  });

  it("sets the others itself", async (context) => {
    const { url, role, asAdmin } = await ownedByRole(context);
    for (const setting of ["datestyle to 'German'", "statement_timeout to 250", "search_path to nowhere"]) {
      await execute(asAdmin, `alter role ${role} set ${setting}`);
    }
    const usual = await readUsual(context);
    expect(await readAll(await open(url))).toEqual(usual);
  });
});

describe("one schema is read and written", () => {
  const schemasWithTables = (url: string) =>
    execute(
      url,
      `select distinct relnamespace::regnamespace::text as name from pg_class
        where relkind in ('r', 'p', 'v', 'S') and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
          and relnamespace::regnamespace::text not like 'pg_toast%' order by 1`,
    );

  it("that DATABASE_URL names, which is made where it is not there", async (context) => {
    const url = await server(context).createDatabase();
    const usual = await readUsual(context);
    const database = await open(`${url}?schema=Our%20own`);
    expect(await readAll(database)).toEqual(usual);
    expect(await schemasWithTables(url)).toEqual([{ name: '"Our own"' }]);
  });

  it("or the role's own, where it has one; and another one is not begun beside it", async (context) => {
    const { url, role, asAdmin } = await ownedByRole(context);
    await execute(asAdmin, `create schema ${role} authorization ${role}`);
    const usual = await readUsual(context);
    expect(await readAll(await open(url))).toEqual(usual);
    expect(await schemasWithTables(url)).toEqual([{ name: role }]);
    await expect(openPostgres(asAdmin)).rejects.toThrow(`add ?schema=${role} to DATABASE_URL`);
    const asOther = await open(`${asAdmin}?schema=${role}`);
    expect(await asOther.prisma.refusalDay.count()).toBe(1);
    await open(`${asAdmin}?schema=public`);
    expect(await schemasWithTables(url)).toEqual([{ name: "public" }, { name: role }]);
  });

  it("stays the same when the role's own appears later", async (context) => {
    const { url, role, asAdmin } = await ownedByRole(context);
    const database = await open(url);
    await execute(asAdmin, `create schema ${role} authorization ${role}`);
    await Promise.all(Array.from({ length: 8 }, () => readSchema(database)));
    expect(await readSchema(database)).toBe("public");
    await expect(openPostgres(url)).rejects.toThrow("add ?schema=public to DATABASE_URL");
  });

  it("that the role may fill, or the start says what to run", async (context) => {
    const asAdmin = await server(context).createDatabase();
    const role = `bare_${nameOf(asAdmin).slice(-12)}`;
    await execute(asAdmin, `create role ${role} login`);
    const url = asRole(asAdmin, role);
    await expect(openPostgres(url)).rejects.toThrow(`run grant create on schema "public" to "${role}"`);
    await expect(openPostgres(`${url}?schema=own`)).rejects.toThrow(
      `run create schema "own" authorization "${role}"`,
    );
    await execute(asAdmin, `create schema "own" authorization "${role}"`);
    await open(`${url}?schema=own`);
  });
});

it.for(["SQL_ASCII", "LATIN1"])("refuses a database in %s", async (encoding, context) => {
  const { url } = server(context);
  const name = `in_${encoding.toLowerCase()}`;
  await execute(url, `create database ${name} encoding '${encoding}' locale 'C' template template0`);
  const opening = openPostgres(url.replace(/\/postgres$/, `/${name}`));
  await expect(opening).rejects.toBeInstanceOf(StartError);
  await expect(opening).rejects.toThrow(`The database "${name}" has the encoding ${encoding}`);
});

async function readSchema(database: Database): Promise<unknown> {
  const [row] = await database.query<{ schema: string }>(
    "select current_schema() as schema, pg_sleep(0.05)::text",
  );
  return row?.schema;
}
