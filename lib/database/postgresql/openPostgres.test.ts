import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { scratchServer } from "../testing/databases";
import { execute, type ScratchPostgres, startScratchPostgres } from "../testing/scratchPostgres";
import { type Database, DatabaseUnavailable, StartError } from "../types";
import { openPostgres } from "./openPostgres";

async function open(url: string, log?: (line: string) => void): Promise<Database> {
  const database = await openPostgres(url, log);
  onTestFinished(() => database.close());
  return database;
}

/** The one line with which opening is refused. */
async function refusal(url: string): Promise<string> {
  const error: unknown = await openPostgres(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartError);
  const { message } = error as StartError;
  expect(message).toMatch(/^[^\n]+$/);
  return message;
}

describe("a wrong DATABASE_URL", () => {
  it.each([
    "",
    "localhost",
    "mysql://root:hunter2@localhost/x",
    "postgresql://u:hunter2@host:port/x",
    "postgres://%",
  ])("is refused without repeating it: %s", async (url) => {
    const message = await refusal(url);
    expect(message).toContain("postgresql://user:password@host:5432/database");
    expect(message).not.toContain("hunter2");
  });

  it("may name a host that does not exist", async () => {
    expect(await refusal("postgresql://u:hunter2@no-such-host.invalid/x")).toBe(
      "DATABASE_URL names the host no-such-host.invalid, which cannot be found.",
    );
  });

  it("may lead where nobody listens", async () => {
    expect(await refusal("postgresql://u:hunter2@127.0.0.1:1/x")).toBe(
      "No PostgreSQL server answers at 127.0.0.1:1 (DATABASE_URL).",
    );
  });

  it("may lead to something that does not answer", async () => {
    const { server, port } = await listen(() => {});
    onTestFinished(() => void server.close());
    expect(await refusal(`postgresql://u:hunter2@127.0.0.1:${port}/x`)).toMatch(/does not answer in time\.$/);
  });
});

describe("a server that asks for a password", () => {
  let server: ScratchPostgres | null = null;
  beforeAll(async () => {
    server = await startScratchPostgres({ password: "hunter2" });
  });
  afterAll(() => server?.remove());
  const given = ({ skip }: TestContext) => server ?? skip("no PostgreSQL server programs on this machine");

  it("lets the right one in", async (context) => {
    const database = await open(await given(context).createDatabase());
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
    expect(database.location).not.toContain("hunter2");
  });

  it("refuses a wrong one, which is not repeated", async (context) => {
    const { url, port } = given(context);
    const message = await refusal(url.replace("hunter2", "swordfish"));
    expect(message).toBe(
      `PostgreSQL at 127.0.0.1:${port} does not let the user "postgres" in: wrong password, or not allowed (DATABASE_URL).`,
    );
  });

  it("may ask for another one while the service runs: that is a database which is away", async (context) => {
    const databaseUrl = await given(context).createDatabase();
    const database = await open(databaseUrl);
    await execute(databaseUrl, "alter user postgres password 'swordfish'");
    onTestFinished(async () => {
      await execute(databaseUrl.replace("hunter2", "swordfish"), "alter user postgres password 'hunter2'");
    });
    const both = [1, 2].map(() => database.query("select pg_sleep(0.2)"));
    const outcomes = await Promise.allSettled(both);
    const [refused] = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toBeInstanceOf(DatabaseUnavailable);
    expect(refused?.reason).toMatchObject({ sqlState: "28P01" });
  });

  it("refuses a database that is not there", async (context) => {
    const { url, port } = given(context);
    expect(await refusal(url.replace(/\/postgres$/, "/absent"))).toBe(
      `PostgreSQL at 127.0.0.1:${port} has no database "absent" (DATABASE_URL).`,
    );
  });
});

describe("a server that comes and goes", () => {
  const server = scratchServer();

  it.for(["stop", "kill"] as const)("is used again, without a restart, after: %s", async (way, context) => {
    const postgres = server(context);
    const lines: string[] = [];
    const database = await open(await postgres.createDatabase(), (line) => lines.push(line));
    await Promise.all([1, 2, 3].map(() => database.query("select pg_sleep(0.05)")));
    const insert = "insert into refusal_day values ('2026-01-01', $1, '', '', 1)";
    await database.query(insert, ["before"], { name: "insert" });
    postgres[way]();
    for (let attempt = 0; attempt < 12; attempt++) {
      const query = database.query(insert, [`away ${attempt}`], { name: "insert", timeoutMs: 2_000 });
      await expect(query).rejects.toBeInstanceOf(DatabaseUnavailable);
    }
    await expect(database.transaction(({ query }) => query("select 1"))).rejects.toBeInstanceOf(
      DatabaseUnavailable,
    );
    await expect(database.prisma.refusalDay.count()).rejects.toBeInstanceOf(DatabaseUnavailable);
    postgres.start();
    await database.query(insert, ["after"], { name: "insert" });
    expect(
      await database.prisma.refusalDay.findMany({ select: { reason: true }, orderBy: { reason: "asc" } }),
    ).toEqual([{ reason: "after" }, { reason: "before" }]);
    expect(lines.filter((line) => !/^(Applying |A connection to PostgreSQL broke: )/.test(line))).toEqual([]);
  });

  it.for(["rows", "text"] as const)(
    "is survived when it ends a connection in the middle of a transaction: %s",
    async (kind, context) => {
      const url = await server(context).createDatabase();
      const database = await open(url);
      const transaction = database.transaction(async ({ prisma, query }) => {
        const [row] = await query<{ pid: number }>("select pg_backend_pid() as pid");
        await execute(url, `select pg_terminate_backend(${row?.pid})`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await (kind === "rows" ? prisma.refusalDay.count() : query("select 1"));
      });
      await expect(transaction).rejects.toBeInstanceOf(DatabaseUnavailable);
      expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
    },
  );

  it("does not go on with a statement that was given up", async (context) => {
    const url = await server(context).createDatabase();
    const database = await open(url);
    const slow = database.query("select pg_sleep(60), 'given up'", [], { timeoutMs: 100 });
    await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
    const running = () =>
      execute(
        url,
        "select 1 from pg_stat_activity where query like '%''given up''%' and pid <> pg_backend_pid()",
      );
    await expect.poll(running, { timeout: 10_000 }).toEqual([]);
  });

  it("answers in time when all connections are taken", async (context) => {
    const database = await open(await server(context).createDatabase());
    const taken = Array.from({ length: 10 }, () => database.query("select pg_sleep(4)"));
    const waiting = database.query("select 1", [], { timeoutMs: 100 });
    await expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(database.prisma.refusalDay.count()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(database.transaction(async () => {})).rejects.toBeInstanceOf(DatabaseUnavailable);
    await Promise.all(taken);
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("may have run out of connections", async (context) => {
    const small = await startScratchPostgres({
      settings: ["max_connections = 5", "superuser_reserved_connections = 0"],
    });
    if (!small) return context.skip("no PostgreSQL server programs on this machine");
    onTestFinished(() => small.remove());
    const database = await open(await small.createDatabase());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => database.query("select pg_sleep(0.3)", [], { timeoutMs: 2_000 })),
    );
    const failed = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed) expect(reason).toBeInstanceOf(DatabaseUnavailable);
    expect(failed.map(({ reason }) => (reason as DatabaseUnavailable).sqlState)).toContain("53300");
  });
});

function listen(onConnection: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.unref();
      onConnection(socket);
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address ? address.port : 0 });
    });
  });
}
