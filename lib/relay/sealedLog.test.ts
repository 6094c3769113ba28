import { appendFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../database/testing/temporaryFolder";
import { createSealer } from "../settings/sealer";
import { readSealedLog, SealedLog } from "./sealedLog";
import { findSent, openSentLog, readSent } from "./sentRequests";
import { sealer } from "./testing/simulatedRelay";

const bytesIn = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

it("keeps the newest within its limit, newest first, also over restarts and after a cut line", async () => {
  const folder = temporaryFolder();
  const options = { folder, sealer, limitBytes: 20_000, fileBytes: 2_000 };
  for (const round of [0, 1]) {
    const log = new SealedLog(options);
    for (let n = 0; n < 200; n += 1) {
      await log.append({ n: round * 200 + n, filling: Math.random() }, new Date(1_000 * round + n));
    }
    await log.close();
    const [newest = ""] = readdirSync(folder).sort().reverse();
    appendFileSync(join(folder, newest), "0bad");
  }
  const read = [...readSealedLog(folder, sealer)] as { readonly n: number }[];
  expect(read.map(({ n }) => n)).toEqual(Array.from({ length: read.length }, (_, at) => 399 - at));
  expect(read.length).toBeGreaterThan(50);
  expect(bytesIn(folder)).toBeLessThanOrEqual(20_000);
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))).not.toContain(
    "filling",
  );
});

it("tells nothing under another pepper", async () => {
  const folder = temporaryFolder();
  const log = new SealedLog({ folder, sealer, limitBytes: 1e6 });
  await log.append({ n: 1 }, new Date());
  await log.close();
  expect([...readSealedLog(folder, createSealer("another pepper of tests, 32 characters", "relay"))]).toEqual(
    [],
  );
});

it("finds requests by their ids, with answers that came later, and pages back from one", async () => {
  const folder = temporaryFolder();
  const log = openSentLog(folder, sealer);
  const request = (n: number) => ({
    path: "/x",
    body: `{"n":${n}}`,
    bytes: 7,
    events: 1,
    before: [null],
    ids: ["a"],
  });
  const answers = [];
  for (let n = 0; n < 5; n += 1) answers.push(await log.leave(request(n), new Date(1_000 + n)));
  for (const answer of answers.slice(0, 4)) {
    await answer({ at: new Date(9_000).toISOString(), status: 200, body: "{}" });
  }
  const all = [...readSent(folder, sealer)];
  expect(all.map(({ body, answer }) => [body, answer?.status])).toEqual([
    ['{"n":4}', undefined],
    ['{"n":3}', 200],
    ['{"n":2}', 200],
    ['{"n":1}', 200],
    ['{"n":0}', 200],
  ]);
  const third = all[2]?.id ?? "";
  expect([...readSent(folder, sealer, third)].map(({ body }) => body)).toEqual(['{"n":1}', '{"n":0}']);
  expect(findSent(folder, sealer, third)).toEqual(all[2]);
  expect(findSent(folder, sealer, "77-000000")).toBeNull();
  await log.close();
});
