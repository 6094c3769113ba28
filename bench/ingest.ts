// `npm run bench:ingest [seconds]`: how many events a second are acknowledged durably, beside what the same machine
// does in the same run without a database. Ratios count; absolute figures say as much about the machine.
import { cpus, totalmem, type } from "node:os";
import autocannon from "autocannon";
import { embeddedInstallation, type Installation, postgresInstallation } from "../e2e/support/installation";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { engineBodies } from "./events";
import { measureWithReaders, type WithReaders } from "./readers";
import { startBareServer, startRouteHandler, startService, type Target } from "./targets";

const seconds = Number(process.argv[2] ?? 8);
const rounds = 3;
const connections = 64;
const minuteSeconds = 60;

interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const singles = engineBodies(5_000, 1_000);
const batches = Array.from({ length: 20 }, (_, index) => engineBodies(1_000, 50 * (index + 1)).join("\n"));

async function measure(
  target: Target,
  path: string,
  bodies: readonly string[],
  options: { seconds: number; connections: number },
) {
  let next = 0;
  const result = await autocannon({
    url: target.url,
    connections: options.connections,
    duration: options.seconds,
    requests: [
      {
        method: "POST",
        path,
        setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] ?? "" }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target.name}: ${result.non2xx} answers other than 200, ${result.errors} errors`);
  }
  return { perSecond: result["2xx"] / result.duration, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

function median(figures: readonly Figures[]): Figures {
  const of = (pick: (one: Figures) => number) =>
    figures.map(pick).sort((a, b) => a - b)[figures.length >> 1] ?? 0;
  return { perSecond: of((f) => f.perSecond), p50Ms: of((f) => f.p50Ms), p99Ms: of((f) => f.p99Ms) };
}

const [cpu] = cpus();
print(
  `${type()}, ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}`,
);
const cluster = await startScratchPostgres();
const installations: Installation[] = [await embeddedInstallation()];
const services = [await startService("embedded", installations[0] as Installation)];
if (cluster === null) print("PostgreSQL: no server binaries found, not measured");
else {
  const installation = postgresInstallation(await cluster.createDatabase());
  installations.push(installation);
  services.push(await startService("PostgreSQL", installation));
}
/** What engines get while the database is away, beside what they get from it. */
const lostCluster = await startScratchPostgres();
if (lostCluster !== null) {
  const installation = postgresInstallation(await lostCluster.createDatabase());
  installations.push(installation);
  const environment = { ...installation.environment, SPOOL_LIMIT: "100000" };
  services.push(await startService("PostgreSQL away: the spool", { ...installation, environment }));
  lostCluster.remove();
}
const bare = await startBareServer();
const handler = await startRouteHandler();

print(`\nOne event a request, ${connections} connections, ${rounds} rounds of ${seconds} s, medians`);
const targets = [bare, handler, ...services];
const measured = new Map<Target, Figures[]>(targets.map((target) => [target, []]));
for (const target of targets)
  await measure(target, "/api/rpc/telemetry_event", singles, { seconds: 2, connections });
for (let round = 0; round < rounds; round += 1) {
  for (const target of targets) {
    measured
      .get(target)
      ?.push(await measure(target, "/api/rpc/telemetry_event", singles, { seconds, connections }));
  }
}
const single = new Map(targets.map((target) => [target, median(measured.get(target) ?? [])]));
const rate = (target: Target) => single.get(target)?.perSecond ?? Number.NaN;
table(
  ["", "requests/s", "p50 ms", "p99 ms", "of bare", "of route handler"],
  targets.map((target) => [
    target.name,
    rate(target).toFixed(0),
    String(single.get(target)?.p50Ms),
    String(single.get(target)?.p99Ms),
    (rate(target) / rate(bare)).toFixed(3),
    (rate(target) / rate(handler)).toFixed(1),
  ]),
);

print(`\nNDJSON, 1,000 events a request, 4 connections, ${seconds} s`);
const rows: string[][] = [];
for (const service of services) {
  const { perSecond, p99Ms } = await measure(service, "/api/v1/events", batches, { seconds, connections: 4 });
  rows.push([service.name, (perSecond * 1_000).toFixed(0), String(p99Ms)]);
}
table(["", "events/s", "p99 ms"], rows);

print(
  `\nEngines at a steady 200 requests/s beside readers of the heaviest page, ${seconds} s each, medians of ${rounds}`,
);
const beside: string[][] = [];
for (const service of services.slice(0, 2)) {
  const ofReaders = new Map<number, WithReaders[]>([0, 8, 30].map((readers) => [readers, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [readers, found] of ofReaders)
      found.push(await measureWithReaders(service, { readers, seconds }));
  }
  for (const [readers, found] of ofReaders) {
    const of = (pick: (one: WithReaders) => number) =>
      found.map(pick).sort((a, b) => a - b)[found.length >> 1] ?? 0;
    beside.push([
      service.name,
      String(readers),
      String(of((one) => one.p50Ms)),
      String(of((one) => one.p99Ms)),
      String(Math.max(...found.map((one) => one.slowestMs))),
      String(Math.max(...found.map((one) => one.failed))),
      of((one) => one.pagesPerSecond).toFixed(0),
    ]);
  }
}
table(["", "readers", "p50 ms", "p99 ms", "slowest ms", "not 200", "pages/s"], beside);

print(`\nMemory after ${minuteSeconds} s of single events`);
for (const service of services) {
  await measure(service, "/api/rpc/telemetry_event", singles, { seconds: minuteSeconds, connections });
  print(`  ${service.name.padEnd(12)} ${service.memoryMegabytes()} MB resident`);
}

for (const target of targets) await target.stop();
for (const installation of installations) installation.remove();
await cluster?.remove();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function table(head: string[], body: string[][]): void {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...body.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [head, ...body]) {
    print(
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}`,
    );
  }
}
