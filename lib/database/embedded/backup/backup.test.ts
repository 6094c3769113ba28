import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { copyEmbedded } from "../../testing/embeddedTemplate";
import { temporaryFolder } from "../../testing/temporaryFolder";
import { openEmbedded } from "../openEmbedded";
import { restoreBackup } from "./restoreBackup";
import { readTar, tarEnd, tarFile } from "./tar";
import { writeBackup } from "./writeBackup";

async function openCopy() {
  const dataFolder = join(temporaryFolder(), "data");
  await copyEmbedded(dataFolder);
  writeFileSync(join(dataFolder, "instance-id-pepper"), `${"a".repeat(64)}\n`);
  const database = await openEmbedded({ dataFolder, holder: "a test" });
  onTestFinished(() => database.close());
  return { database, dataFolder };
}

const count = "select sum(refusals)::integer as n from refusal_day";
const insert = (day: number) =>
  `insert into refusal_day (day, reason, event_type, field, refusals) select date '2026-01-01' + ${day}, 'internal', '', n::text, 1 from generate_series(1, 100) as n`;

it("a backup that is made while events are written opens with all that was acknowledged before it ended", async () => {
  const { database, dataFolder } = await openCopy();
  await database.query(insert(0));
  const file = join(temporaryFolder(), "backup.tar.gz");
  let days = 1;
  const parts = writeBackup(database, dataFolder);
  async function* whileWriting() {
    for await (const part of parts) {
      // As engines do: between any two files.
      if (days < 40) await database.query(insert(days++));
      yield part;
    }
  }
  await pipeline(Readable.from(whileWriting()), createGzip({ level: 1 }), createWriteStream(file));
  await database.query(insert(days));
  expect(days).toBe(40);

  const restoredTo = join(temporaryFolder(), "restored");
  const { files } = await restoreBackup(file, restoredTo);
  expect(files).toBeGreaterThan(100);
  expect(readFileSync(join(restoredTo, "instance-id-pepper"), "utf8")).toBe(`${"a".repeat(64)}\n`);
  const restored = await openEmbedded({ dataFolder: restoredTo, holder: "a test" });
  onTestFinished(() => restored.close());
  expect(await restored.query(count)).toEqual([{ n: 4_000 }]);
  await restored.query(insert(days + 1));
  // And the one that was copied goes on.
  expect(await database.query(count)).toEqual([{ n: 4_100 }]);

  await expect(restoreBackup(file, restoredTo)).rejects.toThrow("restore into an empty DATA_DIR");
  const cut = join(temporaryFolder(), "cut.tar.gz");
  const whole = gunzipSync(readFileSync(file));
  writeFileSync(cut, gzipSync(whole.subarray(0, whole.length / 2), { level: 1 }));
  const empty = join(temporaryFolder(), "empty");
  await expect(restoreBackup(cut, empty)).rejects.toThrow("nothing was changed: the archive is cut");
  mkdirSync(join(empty, "other"));
  writeFileSync(join(empty, "instance-id-pepper"), "b");
  await expect(restoreBackup(file, empty)).rejects.toThrow("is another one than the backup's");
});

it("only one is made at a time, and one that is given up leaves room for the next", async () => {
  const { database, dataFolder } = await openCopy();
  const first = writeBackup(database, dataFolder);
  await first.next();
  await expect(writeBackup(database, dataFolder).next()).rejects.toThrow("another backup is being made");
  await first.return(undefined);
  const second = writeBackup(database, dataFolder);
  expect((await second.next()).done).toBe(false);
  await second.return(undefined);
});

it("an archive is read as it was written, and one that leads out of its folder is refused", async () => {
  const content = Buffer.alloc(700, "x");
  const archive = Buffer.concat([
    tarFile({ name: "a/b", content }),
    tarFile({ name: "c", content: Buffer.alloc(0) }),
    tarEnd,
  ]);
  const bytes = [...archive].map((byte) => Buffer.from([byte]));
  const read = [];
  for await (const entry of readTar(Readable.from(bytes))) read.push(entry);
  expect(read).toEqual([
    { name: "a/b", content },
    { name: "c", content: Buffer.alloc(0) },
  ]);
  const file = join(temporaryFolder(), "evil.tar.gz");
  writeFileSync(file, gzipSync(Buffer.concat([tarFile({ name: "pg/../../x", content }), tarEnd])));
  await expect(restoreBackup(file, join(temporaryFolder(), "data"))).rejects.toThrow("nothing was changed");
});
