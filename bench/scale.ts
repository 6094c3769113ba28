// `npm run bench:scale -- [instances:events…] [--days 60]`: what grows, and how: bytes, the seconds of jobs, and what pages wait
// for. Ratios to the smallest count; absolute figures say as much about the machine. Needs PostgreSQL's server programs.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Installation, postgresInstallation } from "../e2e/support/installation";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import type { Database } from "../lib/database/types";
import { computePeriod } from "../lib/statistics/count/computePeriod";
import { statistics } from "../lib/statistics/declared/statistics";
import { createPublication } from "../lib/statistics/publish/publication";
import { createOverviewReader } from "../lib/status/readOverview";
import { addDays, dayOf, periodOf } from "../lib/words/period";
import { fillBySql } from "./fillBySql";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { days: { type: "string", default: "60" } },
});
const days = Number(values.days);
const sizes = (positionals.length > 0 ? positionals : ["1000:100000", "10000:1000000", "50000:7000000"]).map(
  (size) => {
    const [instances = 0, events = 0] = size.split(":").map(Number);
    return { instances, events };
  },
);
const print = (line: string) => process.stdout.write(`${line}\n`);
const said = (count: number) => count.toLocaleString("en-GB");

const cluster = await startScratchPostgres({
  settings: ["shared_buffers = 512MB", "max_wal_size = 4GB"],
});
if (cluster === null) {
  print("PostgreSQL: no server binaries found, nothing measured");
  process.exit(1);
}
try {
  for (const { instances, events } of sizes) {
    print(`\n${said(events)} events of ${said(instances)} instances over ${days} days`);
    const installation = postgresInstallation(await cluster.createDatabase());
    const database = await installation.open();
    await timed("filled", () => fillBySql(database, { events, instances, days, now: new Date() }));
    await sayBytes(database, events);
    await sayWork(database, installation);
    await database.close();
    await check(installation);
    installation.remove();
  }
} finally {
  cluster.remove();
}

async function timed<Found>(what: string, work: () => Promise<Found>): Promise<Found> {
  const startedAt = performance.now();
  const found = await work();
  print(`  ${what}: ${((performance.now() - startedAt) / 1000).toFixed(2)} s`);
  return found;
}

/** Roll-ups as they were before days were packed, beside those that are: both of the same events, and built at once. */
const before = {
  instance_day: `select instance_key, day, started_at, start_id, attributes, known_at from instance_day`,
  instance_day_event: "select instance_key, day, event_type, events from visible_instance_day_event",
  instance_day_clone_time: "select instance_key, day, bucket, clones from visible_instance_day_clone_time",
  instance_day_value: "select instance_key, day, field, value, events from visible_instance_day_value",
} as const;

const indexesBefore = [
  "create unique index on before.instance_day (instance_key, day)",
  "create index on before.instance_day (day)",
  "create index on before.instance_day (instance_key, day) where started_at is not null",
  "create unique index on before.instance_day_event (instance_key, day, event_type)",
  "create index on before.instance_day_event (day)",
  "create unique index on before.instance_day_clone_time (instance_key, day, bucket)",
  "create unique index on before.instance_day_value (instance_key, day, field, value)",
];

async function sayBytes(database: Database, events: number): Promise<void> {
  const longer = { timeoutMs: 3_600_000 };
  await database.query("create schema before");
  for (const [table, rows] of Object.entries(before))
    await database.query(`create table before.${table} as ${rows}`, [], longer);
  for (const index of indexesBefore) await database.query(index, [], longer);
  const sizes = await database.query<{ name: string; heap: number; indexes: number }>(
    `select case when relispartition then 'event' when nspname = 'before' then 'before ' || relname else relname end as name,
       sum(pg_table_size(c.oid))::float8 as heap, sum(pg_indexes_size(c.oid))::float8 as indexes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and nspname in ('public', 'before') group by 1 order by 2 desc`,
  );
  for (const { name, heap, indexes } of sizes.filter((one) => one.heap / events >= 0.1))
    print(
      `  B an event, ${name}: ${(heap / events).toFixed(1)} and indexes ${(indexes / events).toFixed(1)}`,
    );
  const all = (isCounted: (name: string) => boolean) =>
    sizes.filter(({ name }) => isCounted(name)).reduce((sum, { heap, indexes }) => sum + heap + indexes, 0) /
    events;
  const now = all((name) => !name.startsWith("before "));
  const then = all((name) => name !== "instance_day");
  print(`  B an event, all: ${now.toFixed(1)}; with roll-ups as before: ${then.toFixed(1)}`);
  await database.query("drop schema before cascade");
}

async function sayWork(database: Database, { environment }: Installation): Promise<void> {
  const publication = createPublication(
    { isPrivate: false, countAfterDays: 7, publishMinInstances: 10 },
    environment.INSTANCE_ID_PEPPER ?? "",
  );
  const week = periodOf("week", addDays(dayOf(new Date()), -7));
  await timed("a week counted", () => computePeriod(database, week, statistics, publication));
  await timed("the overview's figures, first", createOverviewReader(database, []));
}

/** `db:rebuild -- --check` as a process of its own, with the most memory that it ever had. */
async function check({ environment }: Installation): Promise<void> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/rebuild.ts", "--check"], {
    cwd: join(import.meta.dirname, ".."),
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  let peak = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const looking = setInterval(() => {
    peak = Math.max(peak, peakMegabytes(child.pid));
  }, 200);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(looking);
  const seconds = (performance.now() - startedAt) / 1000;
  print(`  db:rebuild -- --check: ${seconds.toFixed(1)} s, at most ${peak} MB, exit code ${code}`);
  print(`    ${output.trim().split("\n").slice(-2).join("\n    ")}`);
}

function peakMegabytes(pid: number | undefined): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}
