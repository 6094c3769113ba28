import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { serialize } from "node:v8";
import { expect, it, onTestFinished } from "vitest";
import { copyEmbedded } from "../testing/embeddedTemplate";
import { temporaryFolder } from "../testing/temporaryFolder";
import { type Database, DatabaseUnavailable } from "../types";
import { borrowDatabase } from "./borrow";
import { frameKinds, withLimit, writeFrame } from "./frames";
import { type EmbeddedDatabase, openEmbedded } from "./openEmbedded";

/** A database, and the same one as a process at the other end of a socket has it. */
async function lent(): Promise<{ database: EmbeddedDatabase; borrowed: Database; socket: Socket }> {
  const folder = temporaryFolder();
  await copyEmbedded(join(folder, "data"));
  const database = await openEmbedded({ dataFolder: join(folder, "data"), holder: "a test" });
  const server = createServer((socket) => database.lend(socket));
  await new Promise<void>((resolve) => server.listen(join(folder, "socket"), resolve));
  const socket = connect(join(folder, "socket"));
  onTestFinished(async () => {
    socket.destroy();
    server.close();
    await database.close();
  });
  return { database, borrowed: borrowDatabase(socket, "there"), socket };
}

const insert = "insert into refusal_day values ('2026-01-01', $1, '', '', 1)";
const count = async (database: Database) => (await database.query("select from refusal_day")).length;

it("does what the database itself does: values of every kind, large ones, many at once, and its errors", async () => {
  const { database, borrowed } = await lent();
  const odd =
    "select 1::int8 as big, now() as at, '{\"a\": [1, null]}'::jsonb as json, '\\x00ff'::bytea as bytes, null as nothing";
  const [own, other] = await Promise.all([database.query(odd), borrowed.query(odd)]);
  expect(Object.keys(other[0] as object)).toEqual(Object.keys(own[0] as object));
  expect({ ...(other[0] as object), at: 0 }).toEqual({ ...(own[0] as object), at: 0 });
  const [large] = await borrowed.query<{ text: string }>("select repeat($1, 3000000) as text", ["ab"]);
  expect(large?.text).toHaveLength(6_000_000);
  const many = await Promise.all(
    Array.from({ length: 200 }, (_, n) => borrowed.query<{ n: number }>("select $1::int4 as n", [n])),
  );
  expect(many.map(([row]) => row?.n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  await expect(borrowed.query("select 1/0")).rejects.toMatchObject({ sqlState: "22012" });
  await expect(borrowed.query("select pg_sleep(1)", [], { timeoutMs: 50 })).rejects.toBeInstanceOf(
    DatabaseUnavailable,
  );
});

it("is alone in a transaction, which is kept whole or not at all", async () => {
  const { database, borrowed } = await lent();
  await borrowed.transaction(async ({ query, prisma }) => {
    await query(insert, ["1"]);
    const others = count(database);
    await prisma.refusalDay.create({
      data: { day: new Date("2026-01-01"), reason: "2", eventType: "", field: "", refusals: 1 },
    });
    void others;
  });
  expect(await count(database)).toBe(2);
  const failing = borrowed.transaction(async ({ query }) => {
    await query(insert, ["3"]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await count(database)).toBe(2);
});

it("answers statements of one transaction that are asked at once, each with its own", async () => {
  const { borrowed } = await lent();
  const numbers = await borrowed.transaction(({ query }) =>
    Promise.all([1, 2, 3].map((n) => query<{ n: number }>("select $1::int4 as n", [n]))),
  );
  expect(numbers.map(([row]) => row?.n)).toEqual([1, 2, 3]);
});

it("is not held by a borrower that is too busy to hear the answer to its one statement", async () => {
  const { database, socket } = await lent();
  socket.pause();
  const statement = serialize({ kind: "query", sql: "select 1", parameters: [] });
  for (const turn of [1, 2, 3]) writeFrame(socket, frameKinds.alone, turn, withLimit(undefined, statement));
  expect(await database.query("select 2 as two")).toEqual([{ two: 2 }]);
});

it("leaves nothing of a borrower that went away, and the database to the others", async () => {
  const { database, borrowed, socket } = await lent();
  const torn = borrowed.transaction(async ({ query }) => {
    await query(insert, ["1"]);
    socket.destroy();
    await query(insert, ["2"]);
  });
  await expect(torn).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await count(database)).toBe(0);
  await expect(borrowed.query("select 1")).rejects.toBeInstanceOf(DatabaseUnavailable);
});

it("hears at once that the database's thread ended, and goes on with the next one", async () => {
  const { database, borrowed } = await lent();
  const running = borrowed.query("select pg_sleep(5)").catch((error: unknown) => error);
  await borrowed.query("select 1", [], { timeoutMs: 50 }).catch(() => {});
  await database.crash();
  expect(await running).toBeInstanceOf(DatabaseUnavailable);
  await expect
    .poll(() => borrowed.query("select 1 as one").catch(() => []), { timeout: 20_000 })
    .toEqual([{ one: 1 }]);
});
