import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, type TestContext } from "vitest";
import { copyEmbedded } from "../testing/embeddedTemplate";
import { temporaryFolder } from "../testing/temporaryFolder";
import { DatabaseUnavailable, StartError } from "../types";
import { type EmbeddedDatabase, openEmbedded } from "./openEmbedded";

/** A file system of its own and of this size, for the running test; skips it where none can be mounted. */
function smallDisk(megabytes: number, { skip }: TestContext): string {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  if (mounted.status !== 0) {
    console.warn(
      "A SMALL DISK CANNOT BE MOUNTED HERE (that takes root): the test on a full disk is SKIPPED.",
    );
    skip("no permission to mount a tmpfs");
  }
  onTestFinished(() => void spawnSync("umount", ["-l", folder]));
  return folder;
}

function fill(disk: string): void {
  for (let bytes = 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) appendFileSync(join(disk, "filler"), Buffer.alloc(bytes));
    } catch {
      // Full for pieces of this size.
    }
  }
}

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

it("is refused in one line when a new database does not fit", async (context) => {
  const disk = smallDisk(8, context);
  const opening = openEmbedded({ dataFolder: join(disk, "data"), holder: "a test" });
  await expect(opening).rejects.toBeInstanceOf(StartError);
  await expect(opening).rejects.toThrow(/^[^\n]+$/);
  await expect(opening).rejects.toThrow("full");
});
