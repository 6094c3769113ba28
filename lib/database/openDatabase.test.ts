import { randomUUID } from "node:crypto";
import { sql as text } from "kysely";
import { expect, it } from "vitest";
import { openDatabase } from "./openDatabase";
import { forEachDatabase } from "./testing/databases";
import { type Database, DatabaseUnavailable } from "./types";

const insert = "insert into refusal_day values ('2026-01-01', $1, 'clone_created', '', 1)";

async function reasons(database: Database): Promise<string[]> {
  const rows = await database.query<{ reason: string }>("select reason from refusal_day order by reason");
  return rows.map((row) => row.reason);
}

forEachDatabase((open, kind) => {
  it("gives values in the same shapes", async (context) => {
    const { database } = await open(context);
    const [row] = await database.query(
      `select 1::int4 as int4, 2::int8 as int8, 9007199254740993::int8 as large, 1.50::numeric as numeric, 0.5::float8 as float8,
        true as bool, null::text as empty, 'ä€😀' as text, date '2026-11-23' as day, timestamp '2026-11-23 01:02:03' as local,
        timestamptz '2026-11-23 01:02:03.004+01' as moment, '{"a":[1,null]}'::jsonb as json, $1::uuid as uuid, $2::jsonb as sent`,
      ["6bf53b94-9b88-4df3-b820-6a491e1090e0", '{"b":"\\u003c"}'],
    );
    expect(row).toEqual({
      int4: 1,
      int8: 2,
      large: 9007199254740993n,
      numeric: "1.50",
      float8: 0.5,
      bool: true,
      empty: null,
      text: "ä€😀",
      day: "2026-11-23",
      local: new Date("2026-11-23T01:02:03Z"),
      moment: new Date("2026-11-23T00:02:03.004Z"),
      json: { a: [1, null] },
      uuid: "6bf53b94-9b88-4df3-b820-6a491e1090e0",
      sent: { b: "<" },
    });
  });

  it("works in UTC and names itself without secrets", async (context) => {
    const { database } = await open(context);
    expect(await database.query("show timezone")).toEqual([{ TimeZone: "UTC" }]);
    expect(database.kind).toBe(kind);
    expect(database.location).toMatch(kind === "embedded" ? /\/data$/ : /^127\.0\.0\.1:\d+\/test_\w+$/);
  });

  it("rejects with the SQLSTATE and works on", async (context) => {
    const { database } = await open(context);
    await expect(database.query("select 1/0")).rejects.toMatchObject({
      name: "DatabaseError",
      sqlState: "22012",
    });
    await expect(database.query("select $1::int4", ["x"])).rejects.toMatchObject({ sqlState: "22P02" });
    await expect(
      database.query("insert into event values ($1, $2, $3, '', $2, '{}')", [
        randomUUID(),
        "1999-01-01T00:00:00Z",
        randomUUID(),
      ]),
    ).rejects.toMatchObject({ sqlState: "23514" });
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("repeats a named statement with other parameters", async (context) => {
    const { database } = await open(context);
    for (const reason of ["a", "b"]) await database.query(insert, [reason], { name: "insert_reason" });
    expect(await reasons(database)).toEqual(["a", "b"]);
  });

  it("commits a transaction as a whole or not at all", async (context) => {
    const { database } = await open(context);
    const given = await database.transaction(async ({ query }) => {
      await query(insert, ["kept"]);
      return (await query("select 1 as one")).length;
    });
    expect(given).toBe(1);
    const mine = new Error("mine");
    const failing = database.transaction(async ({ query }) => {
      await query(insert, ["lost"]);
      throw mine;
    });
    await expect(failing).rejects.toBe(mine);
    expect(await reasons(database)).toEqual(["kept"]);
  });

  it("does not call a transaction committed whose statement failed unnoticed", async (context) => {
    const { database } = await open(context);
    const swallowing = database.transaction(async ({ query }) => {
      await query(insert, ["lost"]);
      await query("select 1/0").catch(() => {});
    });
    await expect(swallowing).rejects.toMatchObject({ sqlState: "25P02" });
    expect(await reasons(database)).toEqual([]);
  });

  it("keeps statements out of a transaction that is not theirs", async (context) => {
    const { database } = await open(context);
    let outside: Promise<unknown> | undefined;
    await database
      .transaction(async ({ query }) => {
        await query(insert, ["inside"]);
        outside = database.query(insert, ["outside"]);
        await query("select 1");
        throw new Error("rolled back");
      })
      .catch(() => {});
    await outside;
    expect(await reasons(database)).toEqual(["outside"]);
  });

  it("gives up a statement in time, and answers again afterwards", async (context) => {
    const { database } = await open(context);
    const slow = database.query("select pg_sleep(0.7)", [], { timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({ name: "DatabaseUnavailable", sqlState: "57014" });
    await expect(
      database.transaction(({ query }) => query("select pg_sleep(0.7)", [], { timeoutMs: 50 })),
    ).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("serves typed SQL, in and out of a transaction", async (context) => {
    const { database } = await open(context);
    const day = "2026-11-23";
    const row = { day, event_type: "", field: "", refusals: 1 };
    await database.sql
      .insertInto("refusal_day")
      .values({ ...row, reason: "kept" })
      .execute();
    const failing = database.transaction(async ({ sql }) => {
      const [{ numUpdatedRows } = {}] = await sql.updateTable("refusal_day").set({ refusals: 2 }).execute();
      expect(numUpdatedRows).toBe(1n);
      throw new Error("mine");
    });
    await expect(failing).rejects.toThrow("mine");
    const read = database.sql.selectFrom("refusal_day").selectAll().where("day", "=", day);
    expect(await read.execute()).toEqual([{ ...row, reason: "kept" }]);
    await expect(
      database.sql
        .insertInto("refusal_day")
        .values({ ...row, reason: "kept" })
        .execute(),
    ).rejects.toMatchObject({ name: "DatabaseError", sqlState: "23505" });
    await expect(text`select pg_sleep(0.7)`.execute(database.within(50))).rejects.toMatchObject({
      name: "DatabaseUnavailable",
      sqlState: "57014",
    });
  });

  it("serves Prisma's client, whose errors are ours", async (context) => {
    const { prisma } = (await open(context)).database;
    const id = randomUUID();
    const at = new Date("2026-11-23T10:00:00.123Z");
    const counts = { events: 4, list: [1, null], text: "'\"$1" };
    const receipt = { id, requestedAt: at, purgeAt: new Date("2026-11-30"), refuses: true, counts };
    await prisma.erasureReceipt.create({ data: receipt });
    const stored = { ...receipt, undoneAt: null, purgedAt: null };
    expect(await prisma.erasureReceipt.findUnique({ where: { id } })).toEqual(stored);
    await expect(prisma.erasureReceipt.create({ data: receipt })).rejects.toMatchObject({
      name: "DatabaseError",
      sqlState: "23505",
    });
    const usage = { instanceKey: id, hour: new Date("2026-11-23T10:00:00Z"), cpu: 2, dataSize: 1n };
    const { usage: hours } = await prisma.organization.create({
      data: {
        alias: "acme",
        name: "Acme",
        plan: "standard",
        createdAt: at,
        usage: { create: { ...usage, totalMemory: 9007199254740993n } },
      },
      include: { usage: { where: { instanceKey: { in: [id, randomUUID()] } } } },
    });
    expect(hours).toMatchObject([{ ...usage, totalMemory: 9007199254740993n }]);
    const day = new Date("2026-11-23");
    await prisma.refusalDay.create({ data: { day, reason: "", eventType: "", field: "", refusals: 1 } });
    expect((await prisma.refusalDay.findFirst())?.day).toEqual(day);
    expect(await prisma.refusalDay.aggregate({ _sum: { refusals: true }, _avg: { refusals: true } })).toEqual(
      {
        _sum: { refusals: 1 },
        _avg: { refusals: 1 },
      },
    );
    expect(await prisma.$queryRaw`select count(*) as n from refusal_day`).toEqual([{ n: 1n }]);
  });

  it("keeps rows and sets in one transaction", async (context) => {
    const { database } = await open(context);
    const data = { day: new Date("2026-11-23"), eventType: "", field: "", refusals: 1 };
    const write = (fail: boolean) =>
      database.transaction(async ({ prisma, sql, query }) => {
        await prisma.refusalDay.create({ data: { ...data, reason: "row" } });
        await sql.updateTable("refusal_day").set({ reason: "set" }).where("reason", "=", "row").execute();
        await query(insert, ["text"]);
        expect(await prisma.refusalDay.count()).toBe(2);
        if (fail) throw new Error("mine");
      });
    await expect(write(true)).rejects.toThrow("mine");
    expect(await reasons(database)).toEqual([]);
    await write(false);
    expect(await reasons(database)).toEqual(["set", "text"]);
  });

  it("says of Prisma's transactions, too, why they failed", async (context) => {
    const { database } = await open(context);
    const data = { day: new Date("2026-11-23"), eventType: "", field: "", refusals: 1, reason: "once" };
    const twice = database.transaction(async ({ prisma }) => {
      await prisma.refusalDay.create({ data });
      await prisma.refusalDay.create({ data });
    });
    await expect(twice).rejects.toMatchObject({ name: "DatabaseError", sqlState: "23505" });
    const swallowing = database.transaction(async ({ prisma }) => {
      await prisma.refusalDay.create({ data });
      await prisma.refusalDay.create({ data }).catch(() => {});
    });
    await expect(swallowing).rejects.toMatchObject({ sqlState: "25P02" });
    const readOnly = database.transaction(async ({ prisma, query }) => {
      await query("set transaction read only");
      await prisma.refusalDay.create({ data });
    });
    await expect(readOnly).rejects.toMatchObject({ name: "DatabaseUnavailable", sqlState: "25006" });
    expect(await reasons(database)).toEqual([]);
  });

  it("rolls back a transaction that takes too long, and lets nothing more into it", async (context) => {
    const { database } = await open(context);
    let late: Promise<unknown> | undefined;
    const slow = database.transaction(
      async ({ query }) => {
        late = query(insert, ["lost"]);
        // Until one is refused: by then the transaction is given up.
        for (;;) {
          await late;
          late = query("select 1");
        }
      },
      { timeoutMs: 100 },
    );
    await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(late).rejects.toBeInstanceOf(DatabaseUnavailable);
    const idle = database.transaction(() => new Promise((resolve) => setTimeout(resolve, 300)), {
      timeoutMs: 100,
    });
    await expect(idle).rejects.toMatchObject({ name: "DatabaseUnavailable", sqlState: "57014" });
    expect(await reasons(database)).toEqual([]);
  });

  it("runs a transaction again that gave way to another", async (context) => {
    const { database } = await open(context);
    let runs = 0;
    const conflict = (times: number) =>
      database.transaction(async ({ query }) => {
        await query(insert, [`run ${++runs}`]);
        if (runs <= times) await query("do $$ begin raise sqlstate '40P01'; end $$");
      });
    await conflict(2);
    expect(await reasons(database)).toEqual(["run 3"]);
    await database.sql.deleteFrom("refusal_day").execute();
    runs = 0;
    await expect(conflict(3)).rejects.toMatchObject({ sqlState: "40P01" });
    expect(runs).toBe(3);
  });

  it("keeps everything over closing and opening, and migrates only once", async (context) => {
    const { database, options } = await open(context);
    await database.query(insert, ["kept"]);
    await database.close();
    await database.close();
    await expect(database.query("select 1")).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(database.prisma.refusalDay.count()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(database.transaction(async () => {})).rejects.toBeInstanceOf(DatabaseUnavailable);
    const lines: string[] = [];
    const again = await openDatabase({ ...options, log: (line) => lines.push(line) });
    expect(await reasons(again)).toEqual(["kept"]);
    expect(lines).toEqual([]);
    await again.close();
  });
});
