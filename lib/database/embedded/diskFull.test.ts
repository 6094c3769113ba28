import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { copyEmbedded } from "../testing/embeddedTemplate";
import { fill, smallDisk } from "../testing/smallDisk";
import { DatabaseUnavailable, StartError } from "../types";
import { type EmbeddedDatabase, openEmbedded } from "./openEmbedded";

const text = "x".repeat(2_000);
const insert = (database: EmbeddedDatabase, n: number) =>
  database.query("insert into unknown_field_day values ('2026-01-01', $1, $2, $3)", [text, String(n), n], {
    timeoutMs: 10_000,
  });

it("survives a full disk: refuses, loses nothing that it acknowledged, and resumes by itself", async (context) => {
  const disk = smallDisk(80, context);
  const dataFolder = join(disk, "data");
  await copyEmbedded(dataFolder);
  const database = await openEmbedded({ dataFolder, holder: "a test" });
  onTestFinished(() => database.close());
  const acknowledged: number[] = [];
  const errors: unknown[] = [];
  let n = 1;
  const write = async () => {
    const number = n++;
    await insert(database, number).then(
      () => acknowledged.push(number),
      (error: unknown) => errors.push(error),
    );
  };

  for (let i = 0; i < 20; i++) await write();
  expect(errors).toEqual([]);
  fill(disk);
  // What is already preallocated in the log may still take some.
  while (errors.length === 0 && n < 20_000) await write();
  for (let i = 0; i < 20; i++) await write();
  expect(errors.length).toBeGreaterThan(20);
  for (const error of errors) expect(error).toBeInstanceOf(DatabaseUnavailable);

  rmSync(join(disk, "filler"));
  const before = acknowledged.length;
  await expect
    .poll(() => write().then(() => acknowledged.length), { timeout: 25_000, interval: 100 })
    .toBeGreaterThan(before);
  for (let i = 0; i < 20; i++) await write();

  const rows = await database.query<{ n: number }>("select events as n from unknown_field_day order by 1");
  const kept = new Set(rows.map((row) => row.n));
  expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
  expect(rows).toHaveLength(kept.size);
}, 90_000);

it("starts away where its log needs room that the disk has not, and opens when it has; else it says why it does not", async (context) => {
  const disk = smallDisk(80, context);
  const dataFolder = join(disk, "data");
  await copyEmbedded(dataFolder);
  const before = await openEmbedded({ dataFolder, holder: "a test" });
  for (let n = 1; n <= 20; n += 1) await insert(before, n);
  fill(disk);
  const log = () => before.query("select pg_logical_emit_message(true, 'x', repeat('y', 500000))");
  // Only the log grows, until it has to begin a file for which there is no room.
  await expect(
    (async () => {
      for (;;) await log();
    })(),
  ).rejects.toBeInstanceOf(DatabaseUnavailable);
  await before.close();
  const opening = openEmbedded({ dataFolder, holder: "a test" });
  await expect(opening).rejects.toBeInstanceOf(StartError);
  await expect(opening).rejects.toThrow(/does not open: (?!\[object)/);
  const lines: string[] = [];
  const database = await openEmbedded({
    dataFolder,
    holder: "a test",
    mayBeAway: true,
    log: (line) => lines.push(line),
  });
  onTestFinished(() => database.close());
  const count = () => database.query<{ n: number }>("select count(*)::integer as n from unknown_field_day");
  await expect(count()).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(lines.join()).toContain("disk is full");
  rmSync(join(disk, "filler"));
  await expect.poll(() => count().catch(() => null), { timeout: 25_000 }).toEqual([{ n: 20 }]);
}, 90_000);

it("is refused in one line when a new database does not fit", async (context) => {
  const disk = smallDisk(8, context);
  const opening = openEmbedded({ dataFolder: join(disk, "data"), holder: "a test" });
  await expect(opening).rejects.toBeInstanceOf(StartError);
  await expect(opening).rejects.toThrow(/^[^\n]+$/);
  await expect(opening).rejects.toThrow("full");
});
