// `npm run bench:releases [weeks]`: how long a release of ten years (520 weeks) takes, how much memory it needs above what the
// process had, what it stores, and what the release of the next week adds to it. The figures are those of a made-up fleet so
// large that hardly anything is withheld, again and again over the years. Needs PostgreSQL's server programs.
import { cpus, type } from "node:os";
import { openDatabase } from "../lib/database/openDatabase";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import type { Database } from "../lib/database/types";
import { takeTurn } from "../lib/jobs/lease";
import { makeReleases } from "../lib/releases/makeReleases";
import { createReleases } from "../lib/releases/store/releases";
import { rulesOfProduction } from "../lib/statistics/attacks/testing/rules";
import { makeWorld } from "../lib/statistics/attacks/testing/world";
import { statistics } from "../lib/statistics/declared/statistics";
import { addDays } from "../lib/words/period";
import { sayBytes } from "../lib/words/sayBytes";

const weeks = Number(process.argv[2] ?? 520);
/** Each instance of the simulated fleet stands for so many. */
const times = 50;
/** What is asked of it, in seconds and bytes. */
const aim = { seconds: 60, bytes: 60 * 2 ** 20 };
const print = (line: string) => process.stdout.write(`${line}\n`);

const cluster = await startScratchPostgres();
if (cluster === null) {
  print("PostgreSQL: no server binaries found, nothing measured");
  process.exit(1);
}
const database = await openDatabase({
  databaseUrl: await cluster.createDatabase(),
  dataFolder: "",
  holder: "a benchmark",
});
print(`${type()}, ${cpus().length} × ${cpus()[0]?.model}; Node ${process.versions.node}`);
const last = await fill(database);
let now = new Date(`${addDays(last, 9)}T12:00:00Z`);
const first = await measure(`${weeks} weeks`);
await database.query(
  `insert into statistic_period (interval, period_start, revision, computed_at, skipped, newly_counted)
     select interval, $2::date, revision, computed_at, 0, 0 from statistic_period where period_start = $1::date`,
  [last, addDays(last, 7)],
);
await database.query(
  `insert into statistic_point select statistic, interval, $2::date, revision, edition, class, instances, members, events, largest, details
     from statistic_point where period_start = $1::date`,
  [last, addDays(last, 7)],
);
now = new Date(`${addDays(last, 16)}T12:00:00Z`);
await measure("the next week's");
print(
  `\nThe aim is ${aim.seconds} s and ${sayBytes(aim.bytes)}: ${first.seconds <= aim.seconds && first.memory <= aim.bytes ? "met" : "NOT met"}`,
);
await database.close();
cluster.remove();

/** So many weeks of points. @returns the first day of the last */
async function fill(on: Database): Promise<string> {
  await makeWorld(on, { seed: 5, rules: rulesOfProduction });
  const lived = await on.query<{ start: string }>(
    "select distinct period_start as start from statistic_period order by 1",
  );
  const newest = lived.at(-1)?.start ?? "";
  for (let week = lived.length; week < weeks; week += 1) {
    const [from, to] = [lived[week % lived.length]?.start ?? "", addDays(newest, -7 * week)];
    await on.query(
      `insert into statistic_point select statistic, interval, $2::date, revision, edition, class, instances, members, events, largest, details
         from statistic_point where period_start = $1::date`,
      [from, to],
    );
    await on.query(
      `insert into statistic_period (interval, period_start, revision, computed_at, skipped, newly_counted)
         select interval, $2::date, revision, computed_at, 0, 0 from statistic_period where period_start = $1::date`,
      [from, to],
    );
  }
  await on.query(
    `update statistic_point set instances = instances * ${times}, events = least(events::bigint * ${times}, 2000000000)`,
  );
  // Every edition has its part, as large as all together.
  for (const edition of ["standard", "enterprise"]) {
    await on.query(
      `insert into statistic_point select statistic, interval, period_start, revision, '${edition}', class, instances, members, events, largest, details
         from statistic_point where edition = 'community' on conflict do nothing`,
    );
  }
  await on.query("delete from event");
  await on.query("delete from instance_day");
  await on.query("analyze");
  return newest;
}

async function measure(what: string) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const stored = await storedBytes();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const startedAt = performance.now();
  const id = await takeTurn(database, "releases", (turn) =>
    makeReleases(database, turn, {
      publication: rulesOfProduction.publication,
      statistics,
      baseUrl: "https://telemetry.example",
      now: () => now,
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watch);
  const release = await createReleases(database).find(id ?? "");
  if (release === null) throw new Error("no release was made");
  const { about } = release;
  print(
    `\nA release of ${what}: ${seconds.toFixed(1)} s, ${sayBytes(peak - before)} more memory at most (${sayBytes(before)} before)\n` +
      `  ${about.figures.toLocaleString("en-GB")} figures, ${about.files} files of ${sayBytes(about.bytes)}; ${sayBytes((await storedBytes()) - stored)} more in the database`,
  );
  return { seconds, memory: peak - before };
}

async function storedBytes(): Promise<number> {
  const [row] = await database.query<{ bytes: number }>(
    "select (pg_total_relation_size('release_blob') + pg_total_relation_size('release_part'))::bigint as bytes",
  );
  return Number(row?.bytes ?? 0);
}
