// `npm run bench:statistics [events [instances]]`: how fast statistics are answered while events arrive, on a database of
// 10,000,000 events of 5,000 instances and on one of 100,000, and how long a week takes to count. The ratio of the two
// counts; absolute figures say as much about the machine. Needs PostgreSQL's server programs.
import { cpus, type } from "node:os";
import autocannon from "autocannon";
import { type Installation, postgresInstallation } from "../e2e/support/installation";
import { type ScratchPostgres, startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import type { Database } from "../lib/database/types";
import { computePeriod } from "../lib/statistics/count/computePeriod";
import { storePeriod } from "../lib/statistics/count/storePeriod";
import { statistics } from "../lib/statistics/declared/statistics";
import { createPublication, type Publication } from "../lib/statistics/publish/publication";
import { addDays, dayOf, periodOf } from "../lib/words/period";
import { countAll } from "./countAll";
import { engineBodies } from "./events";
import { fillDatabase } from "./fillDatabase";
import { startService } from "./targets";

const many = Number(process.argv[2] ?? 10_000_000);
const instances = Number(process.argv[3] ?? 5_000);
const few = 100_000;
const days = 120;
const seconds = 30;
const eventsPerSecond = 1_000;
const print = (line: string) => process.stdout.write(`${line}\n`);
const showProgress = (line: string) => process.stderr.isTTY && process.stderr.write(`\r  ${line}`);

const cluster = await startScratchPostgres();
if (cluster === null) {
  print("PostgreSQL: no server binaries found, nothing measured");
  process.exit(1);
}
print(`${type()}, ${cpus().length} × ${cpus()[0]?.model}; Node ${process.versions.node}`);
const small = await measure(cluster, few);
const large = await measure(cluster, many);
print(
  `\n${many.toLocaleString("en-GB")} events take ${(large.p50 / small.p50).toFixed(2)} × (median), ${(large.p99 / small.p99).toFixed(2)} × (p99) the time of ${few.toLocaleString("en-GB")}`,
);
cluster.remove();

async function measure(on: ScratchPostgres, events: number) {
  print(
    `\n${events.toLocaleString("en-GB")} events of ${instances.toLocaleString("en-GB")} instances over ${days} days`,
  );
  const installation = postgresInstallation(await on.createDatabase());
  const now = new Date();
  const database = await installation.open();
  const filledAt = Date.now();
  await fillDatabase(database, {
    events,
    instances,
    days,
    now,
    pepper: installation.environment.INSTANCE_ID_PEPPER ?? "",
    onProgress: (written) => showProgress(`${written} events`),
  });
  print(`  filled in ${((Date.now() - filledAt) / 1000).toFixed(0)} s`);
  await database.query("analyze");
  const publication = createPublication(
    { isPrivate: false, countAfterDays: 7, publishMinInstances: 10 },
    installation.environment.INSTANCE_ID_PEPPER ?? "",
  );
  const countedAt = Date.now();
  const weeks = await countAll(database, publication, (done, all) => showProgress(`${done} of ${all} weeks`));
  print(`  ${weeks} weeks counted in ${((Date.now() - countedAt) / 1000).toFixed(0)} s`);
  await countWeek(database, publication, now);
  await database.close();
  return await answer(installation);
}

async function countWeek(database: Database, publication: Publication, now: Date) {
  const times: number[] = [];
  for (let back = 1; back <= 5; back += 1) {
    const startedAt = performance.now();
    const week = periodOf("week", addDays(dayOf(now), -7 * back));
    const computed = await computePeriod(database, week, statistics, publication);
    const storing = { revision: 0, computedAt: new Date().toISOString() };
    await database.transaction((session) => storePeriod(session, computed, storing));
    times.push(performance.now() - startedAt);
  }
  print(`  a week: ${times.map((ms) => (ms / 1000).toFixed(2)).join(", ")} s`);
}

async function answer(installation: Installation) {
  const service = await startService("PostgreSQL", {
    ...installation,
    environment: {
      ...installation.environment,
      PUBLIC_URL: "http://localhost",
      NEW_INSTANCES_PER_NETWORK: "0",
    },
  });
  const paths = statistics.flatMap(({ key }) => [
    `/api/v1/statistics/${key}`,
    `/api/v1/statistics/${key}?range=all&interval=month`,
    `/statistics/${key}.csv?range=90d`,
  ]);
  const read = (forSeconds: number) =>
    autocannon({
      url: service.url,
      connections: 2,
      overallRate: 50,
      duration: forSeconds,
      requests: paths.map((path) => ({ method: "GET" as const, path })),
    });
  const bodies = engineBodies(5_000, instances);
  let next = 0;
  const send = (forSeconds: number) =>
    autocannon({
      url: service.url,
      connections: 16,
      overallRate: eventsPerSecond,
      duration: forSeconds,
      requests: [
        {
          method: "POST",
          path: "/api/rpc/telemetry_event",
          setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] ?? "" }),
        },
      ],
    });
  // The first reader of a statistic waits for its points to be read: once after a start, not once a reader.
  await read(10);
  const [reads, sent] = await Promise.all([read(seconds), send(seconds)]);
  await service.stop();
  const wrong = reads.non2xx + reads.errors + sent.non2xx + sent.errors;
  const { p50, p99, max } = reads.latency;
  print(
    `  ${reads["2xx"]} answers while ${(sent["2xx"] / sent.duration).toFixed(0)} events/s arrived: p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms; ${wrong} failed`,
  );
  return { p50, p99 };
}
