// `npm run bench:outage [seconds]`: what engines notice while PostgreSQL takes nothing. 200 events a second come whether
// or not they are answered, and with them the calls of an engine with a key; then the database is counted.
import { postgresInstallation } from "../e2e/support/installation";
import { outageSettings, outages } from "../e2e/support/outages";
import { type ScratchPostgres, startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { makeBenchOrganization } from "./benchOrganization";
import { callsPerSecond, perSecond, startSending, tookAt } from "./outageLoad";
import { startService, whenDrained } from "./targets";

const seconds = Number(process.argv[2] ?? 60);
const settleMs = 5_000;
const switchMs = 2_000;
const backWithinMs = 30_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function measure(cluster: ScratchPostgres, way: string): Promise<string[] | null> {
  const { makeDatabase, begin } = outages[way] as (typeof outages)[string];
  const made = await makeDatabase(cluster);
  if (made === null) return null;
  const installation = postgresInstallation(made.url);
  const secrets = await makeBenchOrganization(installation);
  const service = await startService(way, installation);
  const sending = startSending({ url: service.url, ...secrets });
  await pause(settleMs);
  const begunAt = Date.now();
  const end = await begin(cluster, made.url);
  await pause(seconds * 1000);
  await end();
  const backAt = Date.now();
  const drainedMs = await whenDrained(service.url, backAt);
  await pause(Math.max(0, backWithinMs - (Date.now() - backAt)));
  const { answers, events } = await sending.stop();
  await whenDrained(service.url, Date.now());
  await service.stop();
  const database = await installation.open();
  const [row] = await database.query<{ n: number; ids: number }>(
    "select count(*) as n, count(distinct data ->> 'id') as ids from event",
  );
  await database.close();
  installation.remove();
  await made.remove();
  const inOutage = answers.filter(({ at }) => at >= begunAt && at < backAt);
  const atSwitch = answers.filter(({ at }) => at >= begunAt - 100 && at < begunAt + switchMs);
  const atReturn = answers.filter(({ at }) => at >= backAt - 500 && at < backAt + switchMs);
  const calls = answers.filter(({ number }) => number === null);
  return [
    way,
    String(events),
    String(calls.length),
    String(answers.filter(({ status }) => status !== 200).length),
    ...[inOutage, atSwitch, atReturn].map((part) => `${tookAt(part, 0.5)} / ${tookAt(part, 0.99)}`),
    String(tookAt(answers, 1)),
    (drainedMs / 1000).toFixed(1),
    `${events - (row?.ids ?? 0)} / ${(row?.n ?? 0) - (row?.ids ?? 0)}`,
  ];
}

const cluster = await startScratchPostgres({ settings: outageSettings });
if (cluster === null) throw new Error("PostgreSQL: no server binaries found");
const rows = [
  [
    "PostgreSQL",
    "events",
    "calls",
    "not 200",
    "away p50 / p99 ms",
    "first 2 s",
    "return",
    "slowest",
    "drained after s",
    "missing / twice",
  ],
];
const chosen = process.argv[3];
for (const way of Object.keys(outages).filter((name) => chosen === undefined || name.includes(chosen))) {
  const row = await measure(cluster, way);
  if (row !== null) rows.push(row);
  process.stdout.write(`${(row ?? [way, "cannot be made here"]).join("  ")}\n`);
}
cluster.remove();
process.stdout.write(
  `\n${perSecond} events and ${callsPerSecond} calls a second; each outage ${seconds} s\n`,
);
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows)
  process.stdout.write(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
