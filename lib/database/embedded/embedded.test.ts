import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { copyEmbedded } from "../testing/embeddedTemplate";
import { startWriter } from "../testing/startWriter";
import { temporaryFolder } from "../testing/temporaryFolder";
import { DatabaseUnavailable, StartError } from "../types";
import { type EmbeddedDatabase, openEmbedded } from "./openEmbedded";

async function dataFolder(): Promise<string> {
  const folder = join(temporaryFolder(), "data");
  await copyEmbedded(folder);
  return folder;
}

async function open(folder: string, log?: (line: string) => void): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataFolder: folder, holder: "a test", ...(log && { log }) });
  onTestFinished(() => database.close());
  return database;
}

async function numbers(database: EmbeddedDatabase): Promise<number[]> {
  const rows = await database.query<{ n: number }>("select reason::int4 as n from refusal_day order by 1");
  return rows.map((row) => row.n);
}

describe("flushing", () => {
  it("flushes once for every commit", async () => {
    const database = await open(await dataFolder());
    expect(await database.query("show fsync")).toEqual([{ fsync: "on" }]);
    await database.query("insert into refusal_day values ('2026-01-01', '0', '', '', 1)");
    // The end of a segment of the write-ahead log costs a flush more; so far from it nothing else does.
    await database.query("select pg_switch_wal()");
    await database.query("insert into refusal_day values ('2026-01-01', 'x', '', '', 1)");
    const before = database.flushes;
    for (let n = 1; n <= 25; n++) {
      await database.query("insert into refusal_day values ('2026-01-01', $1, '', '', 1)", [String(n)]);
    }
    expect(database.flushes - before).toBe(25);
  });

  it("keeps every acknowledged row over kill -9", async () => {
    const folder = await dataFolder();
    const writer = startWriter(folder);
    await writer.told(150);
    await writer.kill();
    const acknowledged = writer.lines.slice(1).map(Number);
    const kept = await numbers(await open(folder));
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1);
  });

  it("bounds the write-ahead log by checkpoints of its own", async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    await database.query("create table filling (n int, text text)");
    const fill = "insert into filling select n, repeat(md5(n::text), 60) from generate_series(1, 8000) as n";
    for (let round = 0; round < 10; round++) await database.query(fill);
    const [row] = await database.query<{ bytes: number }>(
      "select (pg_current_wal_lsn() - redo_lsn)::int8 as bytes from pg_control_checkpoint()",
    );
    expect(row?.bytes).toBeLessThan(96 * 1024 * 1024);
    const log = join(folder, "pg", "pg_wal");
    const logBytes = readdirSync(log).reduce((sum, name) => sum + statSync(join(log, name)).size, 0);
    expect(logBytes).toBeLessThan(300 * 1024 * 1024);
  });
});

describe("the lock", () => {
  it("refuses a second opener by the name of the first, and nothing of the first is disturbed", async () => {
    const folder = await dataFolder();
    const writer = startWriter(folder);
    await writer.told(1);
    const second = openEmbedded({ dataFolder: folder, holder: "a test" });
    await expect(second).rejects.toBeInstanceOf(StartError);
    await expect(second).rejects.toThrow(
      new RegExp(`^The data folder .*/data is in use by "the writer" \\(process ${writer.pid}, since 20`),
    );
    await writer.told(writer.lines.length + 5);
  });

  it("is refused within one process, too, and free again after closing", async () => {
    const folder = await dataFolder();
    const first = await open(folder);
    await expect(openEmbedded({ dataFolder: folder, holder: "b" })).rejects.toThrow('in use by "a test"');
    await first.close();
    await (await open(folder)).query("select 1");
  });

  it("goes with a killed process", async () => {
    const folder = await dataFolder();
    const writer = startWriter(folder);
    await writer.told(1);
    await writer.kill();
    await (await open(folder)).query("select 1");
  });
});

describe("the folder", () => {
  it("is for its owner only", async () => {
    const folder = await dataFolder();
    await open(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "pg")).mode & 0o777).toBe(0o700);
  });

  it("starts after a kill during the very first start, and nothing half made is left", async () => {
    const folder = join(temporaryFolder(), "data");
    const writer = startWriter(folder);
    await expect
      .poll(() => existsSync(folder) && readdirSync(folder).some(isHalfMade), { timeout: 20_000 })
      .toBe(true);
    await writer.kill();
    const half = readdirSync(folder).filter(isHalfMade);
    expect(half).toHaveLength(1);
    const database = await open(folder);
    expect(await numbers(database)).toEqual([]);
    expect(readdirSync(folder).filter(isHalfMade)).toEqual([]);
  });

  it("starts after a kill between making the database and migrating it", async () => {
    const folder = await dataFolder();
    const first = await open(folder);
    await first.query("drop schema public cascade");
    await first.query("create schema public");
    await first.close();
    const lines: string[] = [];
    expect(await numbers(await open(folder, (line) => lines.push(line)))).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^Applying .*migration/)]);
  });

  it("is refused in one line when it is a file", async () => {
    const file = join(temporaryFolder(), "data");
    writeFileSync(file, "");
    const opening = openEmbedded({ dataFolder: file, holder: "a test" });
    await expect(opening).rejects.toBeInstanceOf(StartError);
    await expect(opening).rejects.toThrow(`The data folder ${file} cannot be used: it is a file.`);
    await expect(openEmbedded({ dataFolder: join(file, "below"), holder: "a test" })).rejects.toThrow(
      "is a file.",
    );
  });

  it("is refused in one line when it cannot be written", async () => {
    const opening = openEmbedded({ dataFolder: "/proc/dblab-telemetry", holder: "a test" });
    await expect(opening).rejects.toThrow(
      /^The data folder \/proc\/dblab-telemetry cannot be used: [^\n]+\.$/,
    );
    await expect(opening).rejects.toBeInstanceOf(StartError);
  });

  it("is refused when something else lies where the database should", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "pg"));
    writeFileSync(join(folder, "pg", "notes.txt"), "");
    await expect(openEmbedded({ dataFolder: folder, holder: "a test" })).rejects.toThrow("holds no database");
  });

  it("is refused, and free again, when the database in it does not open", async () => {
    const folder = await dataFolder();
    writeFileSync(join(folder, "pg", "PG_VERSION"), "11\n");
    for (const _attempt of [1, 2]) {
      const opening = openEmbedded({ dataFolder: folder, holder: "a test" });
      await expect(opening).rejects.toThrow(/^The embedded database does not open: [^\n]+\.$/);
    }
  });
});

describe("the thread", () => {
  it("is replaced when it ends, and work meanwhile is refused at once", async () => {
    const lines: string[] = [];
    const database = await open(await dataFolder(), (line) => lines.push(line));
    await database.query("insert into refusal_day values ('2026-01-01', '1', '', '', 1)");
    const running = database.query("select pg_sleep(5)");
    const outcome = running.catch((error: unknown) => error);
    await database.crash();
    expect(await outcome).toBeInstanceOf(DatabaseUnavailable);
    await expect(database.query("select 1")).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect
      .poll(() => database.query("select 1 as one").catch(() => []), { timeout: 20_000 })
      .toEqual([{ one: 1 }]);
    expect(await numbers(database)).toEqual([1]);
    expect(lines.at(-1)).toBe("The embedded database is open again.");
  });

  it("ends a transaction with it, of which nothing is kept", async () => {
    const database = await open(await dataFolder());
    const transaction = database.transaction(async ({ query }) => {
      await query("insert into refusal_day values ('2026-01-01', '1', '', '', 1)");
      await database.crash();
      await query("insert into refusal_day values ('2026-01-01', '2', '', '', 1)");
    });
    await expect(transaction).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect.poll(() => numbers(database).catch(() => null), { timeout: 20_000 }).toEqual([]);
  });

  it("drops work that timed out before its turn", async () => {
    const database = await open(await dataFolder());
    const slow = database.query("select pg_sleep(0.5)");
    const waiting = database.query("insert into refusal_day values ('2026-01-01', '1', '', '', 1)", [], {
      timeoutMs: 50,
    });
    await expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable);
    await slow;
    expect(await numbers(database)).toEqual([]);
  });

  it("tells Prisma, too, that a commit did not come to pass", async () => {
    const database = await open(await dataFolder());
    const data = { day: new Date("2026-01-01"), reason: "1", eventType: "", field: "", refusals: 1 };
    const transaction = database.transaction(async ({ prisma }) => {
      await prisma.refusalDay.create({ data });
      await database.crash();
    });
    await expect(transaction).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect.poll(() => numbers(database).catch(() => null), { timeout: 20_000 }).toEqual([]);
  });

  it("refuses a transaction whose turn does not come in time, and takes its place back", async () => {
    const database = await open(await dataFolder());
    const slow = database.query("select pg_sleep(6)");
    await expect(database.transaction(({ query }) => query("select 1"))).rejects.toMatchObject({
      name: "DatabaseUnavailable",
      sqlState: "57014",
    });
    await slow;
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("can be closed while it is being replaced", async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    await database.crash();
    await database.close();
    await (await open(folder)).query("select 1");
  });
});

function isHalfMade(name: string): boolean {
  return name.startsWith("pg.tmp-");
}
