// `npm run bench:instance [events]`: how fast an instance's pages are read on a database of 10,000,000 events, of which one
// instance sent a million and another a hundred, and how fast the large one is exported. Beside each figure is that of a
// bare SQL query of the same rows in the same run. Needs PostgreSQL's server programs.
import { cpus, type } from "node:os";
import { postgresInstallation } from "../e2e/support/installation";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import type { Database } from "../lib/database/types";
import { exportInstance } from "../lib/instances/export/exportInstance";
import { createLookUp } from "../lib/instances/lookUp/lookUp";
import { readTimeline } from "../lib/instances/timeline/readTimeline";
import type { TimelineQuery } from "../lib/instances/timeline/types";
import { fillInstances } from "./fillInstances";

const events = Number(process.argv[2] ?? 10_000_000);
const days = 90;
const reads = 300;
const targetPageMs = 30;
const targetEventsPerSecond = 50_000;
const now = new Date();
const print = (line: string) => process.stdout.write(`${line}\n`);
const said = (value: number) => Math.round(value).toLocaleString("en-GB");

const cluster = await startScratchPostgres({ settings: ["shared_buffers = 512MB", "max_wal_size = 4GB"] });
if (cluster === null) {
  print("PostgreSQL: no server binaries found, nothing measured");
  process.exit(1);
}
print(`${type()}, ${cpus().length} × ${cpus()[0]?.model}; Node ${process.versions.node}`);
const installation = postgresInstallation(await cluster.createDatabase());
const database = await installation.open();
const pseudonyms = installation.pseudonyms();
const instanceOf = (instanceId: string, sent: number) => ({
  instanceId,
  key: pseudonyms.instanceKey(instanceId),
  events: sent,
});
const large = instanceOf("c0000000000000000001", Math.floor(events / 10));
const small = instanceOf("c0000000000000000002", 100);
const filledAt = Date.now();
await fillInstances(database, {
  events,
  days,
  now,
  large,
  small,
  onProgress: (written) => process.stderr.isTTY && process.stderr.write(`\r  ${said(written)} events`),
});
print(`${said(events)} events over ${days} days, filled in ${said((Date.now() - filledAt) / 1000)} s`);
const missed: string[] = [];
await measureTimelines(database);
await measureLookUps(database);
await measureExports(database);
print(missed.length === 0 ? "\nAll targets met" : `\nTargets missed: ${missed.join("; ")}`);
await database.close();
cluster.remove();
process.exitCode = missed.length === 0 ? 0 : 1;

async function measureTimelines(on: Database) {
  print(
    `\nA page of the timeline, ms (target of a first page, of all events or of a common type: p99 under ${targetPageMs})`,
  );
  print("instance    page                       p50     p99   bare SQL p50     p99   ratio of p50");
  const all: TimelineQuery = { types: [], before: null, after: null, limit: 50 };
  const middle = new Date(now.getTime() - (days / 2) * 86_400_000).toISOString();
  const pages: readonly (readonly [string, TimelineQuery])[] = [
    ["first", all],
    ["first, one type", { ...all, types: ["clone_reset"] }],
    ["first, a rare type", { ...all, types: ["alert"] }],
    ["deep", { ...all, before: middle }],
    ["deep, one type", { ...all, types: ["clone_reset"], before: middle }],
  ];
  for (const { key, events: sent } of [large, small]) {
    for (const [name, query] of pages) {
      const page = await timesOf(() => readTimeline(on, key, query));
      const bare = await timesOf(() => barePage(on, key, query));
      const cells = [page.p50, page.p99, bare.p50, bare.p99].map((ms) => ms.toFixed(1));
      print(
        `${said(sent).padEnd(12)}${name.padEnd(22)}${cells[0]?.padStart(8)}${cells[1]?.padStart(8)}${cells[2]?.padStart(15)}${cells[3]?.padStart(8)}${(page.p50 / bare.p50).toFixed(1).padStart(15)}`,
      );
      if (["first", "first, one type"].includes(name) && page.p99 >= targetPageMs)
        missed.push(`${name} of ${said(sent)} events: ${page.p99.toFixed(1)} ms`);
    }
  }
}

/** What a page is made of, and no more: no counts by day, no look around the corner. */
function barePage(on: Database, key: string, { types, before, limit }: TimelineQuery) {
  return on.query(
    `select id, event_time, received_at, event_type, data, left_out from event
     where instance_key = $1 and event_time < $2 and ($3::text[] = '{}' or event_type = any($3::text[]))
     order by event_time desc, id desc limit ${limit}`,
    [key, before ?? "infinity", types],
  );
}

async function measureLookUps(on: Database) {
  print("\nA look-up, ms (an unknown ID and none at all are answered alike, at a fixed time)");
  const limit = { attempt: async <T>(_: string | null, work: () => Promise<T>) => ({ value: await work() }) };
  const lookUp = createLookUp({ database: on, pseudonyms, limit });
  const unanswered = createLookUp({ database: on, pseudonyms, limit, sleep: async () => {} });
  const typed: readonly (readonly [string, string])[] = [
    ["known", large.instanceId],
    ["unknown", "c0000000000000009999"],
    ["malformed", "no instance ID at all"],
  ];
  print("ID               p50     p99   without the fixed time p50     p99");
  for (const [name, text] of typed) {
    const answer = await timesOf(() => lookUp(text, null), 50);
    const work = await timesOf(() => unanswered(text, null));
    const cells = [answer.p50, answer.p99, work.p50, work.p99].map((ms) => ms.toFixed(2));
    print(
      `${name.padEnd(12)}${cells[0]?.padStart(8)}${cells[1]?.padStart(8)}${cells[2]?.padStart(29)}${cells[3]?.padStart(8)}`,
    );
  }
}

async function measureExports(on: Database) {
  print(`\nExport of ${said(large.events)} events (target: over ${said(targetEventsPerSecond)} a second)`);
  const bare = await perSecond(async () => bareEvents(on, large.key));
  print("form         events/s      MB   memory growth MB   of bare SQL");
  print(`bare SQL  ${said(bare.perSecond).padStart(11)}${"".padStart(8)}${said(bare.growthMb).padStart(19)}`);
  for (const form of ["ndjson", "json", "csv"] as const) {
    const {
      perSecond: rate,
      bytes,
      growthMb,
    } = await perSecond(async () => {
      let characters = 0;
      const options = { form, instanceId: large.instanceId, isExample: false, now, retentionDays: 400 };
      for await (const piece of exportInstance(on, large.key, options)) characters += piece.length;
      return characters;
    });
    print(
      `${form.padEnd(10)}${said(rate).padStart(11)}${said(bytes / 1e6).padStart(8)}${said(growthMb).padStart(19)}${`${said((100 * rate) / bare.perSecond)} %`.padStart(14)}`,
    );
    if (rate <= targetEventsPerSecond) missed.push(`${form}: ${said(rate)} events/s`);
  }
}

/** All rows of an instance through the driver, in pages, and nothing made of them. */
async function bareEvents(on: Database, key: string): Promise<number> {
  let rows = 0;
  let after: { event_time: Date | string; id: string } = {
    event_time: "-infinity",
    id: "00000000-0000-0000-0000-000000000000",
  };
  for (;;) {
    const page = await on.query<{ event_time: Date; id: string }>(
      `select id, event_time, received_at, event_type, data, left_out from event
       where instance_key = $1 and event_time >= $2 and (event_time, id) > ($2, $3::uuid)
       order by event_time, id limit 4000`,
      [key, after.event_time, after.id],
    );
    const last = page.at(-1);
    if (last === undefined) return rows;
    rows += page.length;
    after = last;
  }
}

/** Events a second, what `work` gives, and by how much the process grew at most. */
async function perSecond(work: () => Promise<number>) {
  const before = process.memoryUsage().rss;
  let highest = before;
  const watching = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 20);
  const startedAt = performance.now();
  const bytes = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watching);
  return { perSecond: large.events / seconds, bytes, growthMb: (highest - before) / 1e6 };
}

async function timesOf(work: () => Promise<unknown>, times = reads) {
  for (let warmUp = 0; warmUp < 20; warmUp += 1) await work();
  const taken: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  taken.sort((one, other) => one - other);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
