// `npm run bench:soak [minutes] [-- --embedded]`: engines, readers, watchers, attackers and restarts of PostgreSQL, all at
// once and for a while; then what was acknowledged is compared with what is stored. Ends with 1 where a bound is broken.
import { embeddedInstallation, type Installation, postgresInstallation } from "../e2e/support/installation";
import { outageSettings } from "../e2e/support/outages";
import { type ScratchPostgres, startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { makeBenchOrganization } from "./benchOrganization";
import { type Answered, cloneOf, instanceOf, startSending, tookAt } from "./outageLoad";
import { startStrangers } from "./soakStrangers";
import { type Held, startService, whenDrained } from "./targets";

/** What must hold. */
const bounds = {
  /** Events that were acknowledged and are not stored, or not once. */
  missing: 0,
  twice: 0,
  /** Answers to engines other than 200. */
  notTaken: 0,
  p99Ms: 250,
  /** While PostgreSQL is away and until nothing waits any more. */
  p99AwayMs: 500,
  /** Answers to strangers that are not as they should be. */
  wrongAnswers: 0,
  notJsonLines: 0,
  /** Of the last third over the middle one, medians: a share, and so much more. */
  growth: { share: 0.1, descriptors: 20, megabytes: 25 },
  /** Connections a minute after all left, over those before they came. */
  socketsLeft: 20,
} as const;

const isEmbedded = process.argv.includes("--embedded");
const minutes = Number(process.argv.slice(2).find((given) => !given.startsWith("-")) ?? 15);
const everyMs = 5_000;
const settleMs = 5_000;
const leaveMs = 60_000;
const outages = 6;
const awayMs = Math.min(20_000, (minutes * 60_000) / (outages * 4));

const settings = { TRUSTED_PROXIES: "1", PUBLIC_URL: "http://localhost:3000" };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Sample {
  readonly at: number;
  readonly held: readonly Held[];
}

/** When PostgreSQL was away, until nothing waited any more; ms since 1970. */
interface Away {
  readonly how: string;
  readonly from: number;
  readonly until: number;
  readonly drainedMs: number;
}

async function takeAway(cluster: ScratchPostgres, url: string, turn: number): Promise<Away> {
  const from = Date.now();
  const how = turn % 2 === 0 ? "stopped fast" : "killed";
  if (turn % 2 === 0) cluster.stop();
  else cluster.kill();
  await pause(awayMs);
  cluster.start();
  const backAt = Date.now();
  const drainedMs = await whenDrained(url, backAt);
  return { how, from, until: backAt + drainedMs, drainedMs };
}

/** Acknowledged events beside those that are stored. */
async function compare(installation: Installation, answers: readonly Answered[]) {
  const pseudonyms = installation.pseudonyms();
  const database = await installation.open();
  const rows = await database.query<{ key: string; clone: string; events: number }>(
    `select instance_key as key, data ->> 'id' as clone, count(*)::integer as events from event
     where event_type = 'clone_reset' group by 1, 2`,
  );
  await database.close();
  const stored = new Map(rows.map(({ key, clone, events }) => [`${key} ${clone}`, events]));
  const acknowledged = answers.flatMap(({ number, status }) =>
    number !== null && status === 200 ? [number] : [],
  );
  const missing = acknowledged.filter((number) => {
    const key = pseudonyms.instanceKey(instanceOf(number));
    return !stored.has(`${key} ${pseudonyms.identifier(key, cloneOf(number))}`);
  });
  const twice = rows.filter(({ events }) => events > 1);
  return {
    acknowledged: acknowledged.length,
    stored: rows.length,
    missing: missing.length,
    twice: twice.length,
  };
}

const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

const broken: string[] = [];
/** Prints a figure, and remembers it where it is past its bound. */
function check(words: string, figure: number, most: number): void {
  const isBroken = !(figure <= most);
  if (isBroken) broken.push(`${words}: ${figure}, at most ${most}`);
  print(
    `  ${words.padEnd(58)} ${String(figure).padStart(8)}   at most ${most}${isBroken ? "   BROKEN" : ""}`,
  );
}

function checkFlat(samples: readonly Sample[]): void {
  const third = Math.floor(samples.length / 3);
  const parts = [samples.slice(third, 2 * third), samples.slice(2 * third)] as const;
  for (const [index, who] of ["in front", "pages"].entries()) {
    for (const [what, more] of [
      ["descriptors", bounds.growth.descriptors],
      ["residentMegabytes", bounds.growth.megabytes],
    ] as const) {
      const [middle, last] = parts.map((part) =>
        median(part.flatMap(({ held }) => held[index]?.[what] ?? [])),
      ) as [number, number];
      check(
        `${who}, ${what === "descriptors" ? what : "resident MB"} of the last third (middle: ${middle})`,
        last,
        Math.round(middle * (1 + bounds.growth.share) + more),
      );
    }
  }
}

function printOverTime(samples: readonly Sample[], startedAt: number): void {
  print("\n  minute   in front: MB  descriptors   pages: MB  descriptors");
  const step = Math.max(1, Math.floor(samples.length / 15));
  for (const { at, held } of samples.filter((_, index) => index % step === 0)) {
    const cells = held.flatMap(({ residentMegabytes, descriptors }) => [residentMegabytes, descriptors]);
    print(
      `  ${((at - startedAt) / 60_000).toFixed(1).padStart(6)}${cells.map((cell) => String(cell).padStart(13)).join("")}`,
    );
  }
}

const byStatus = (answers: readonly Answered[]) => {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
const sayCounts = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([status, count]) => `${status}: ${count}`)
    .join(", ");

async function soak(cluster: ScratchPostgres | null, installation: Installation): Promise<void> {
  const secrets = await makeBenchOrganization(installation);
  const service = await startService("soak", installation, settings);
  await pause(1_000);
  const announced = service.printed.notJson.length;
  const before = service.processes();
  const startedAt = Date.now();
  const endAt = startedAt + minutes * 60_000;
  const engines = startSending({ url: service.url, ...secrets });
  await pause(settleMs);
  const strangers = startStrangers({ url: service.url, orgKey: secrets.orgKey });
  const samples: Sample[] = [];
  const sampling = setInterval(() => samples.push({ at: Date.now(), held: service.processes() }), everyMs);
  const aways: Away[] = [];
  if (cluster !== null) {
    for (let turn = 0; turn < outages; turn += 1) {
      const due = startedAt + ((turn + 0.7) * minutes * 60_000) / outages;
      await pause(Math.max(0, due - Date.now()));
      aways.push(await takeAway(cluster, service.url, turn));
    }
  }
  await pause(Math.max(0, endAt - Date.now()));
  clearInterval(sampling);
  const found = await strangers.stop();
  const { answers } = await engines.stop();
  await pause(leaveMs);
  const after = service.processes();
  await whenDrained(service.url, Date.now());
  await service.stop();
  const counted = await compare(installation, answers);

  printOverTime(samples, startedAt);
  print("\n  PostgreSQL");
  for (const { how, from, until, drainedMs } of aways)
    print(
      `    ${how} after ${((from - startedAt) / 60_000).toFixed(1)} min, for ${((until - from - drainedMs) / 1000).toFixed(1)} s; nothing waited ${(drainedMs / 1000).toFixed(1)} s later`,
    );
  print("\n  answers by status");
  print(
    `    ${"engines, events".padEnd(20)} ${sayCounts(byStatus(answers.filter(({ number }) => number !== null)))}`,
  );
  print(
    `    ${"engines, calls".padEnd(20)} ${sayCounts(byStatus(answers.filter(({ number }) => number === null)))}`,
  );
  for (const [who, counts] of Object.entries(found.statuses))
    print(`    ${who.padEnd(20)} ${sayCounts(counts)}`);
  print(`    live events seen     ${found.watched}`);
  const notJson = service.printed.notJson.slice(announced);
  print(`\n  log: ${service.printed.lines} lines`);
  for (const line of notJson.slice(0, 10)) print(`    not JSON: ${JSON.stringify(line).slice(0, 200)}`);

  const events = answers.filter(({ number }) => number !== null);
  const away = events.filter(({ at }) => aways.some(({ from, until }) => at >= from && at < until));
  print(`\n  events acknowledged: ${counted.acknowledged}, stored: ${counted.stored}`);
  check("acknowledged and not stored", counted.missing, bounds.missing);
  check("stored more than once", counted.twice, bounds.twice);
  check(
    "answers to engines other than 200",
    answers.filter(({ status }) => status !== 200).length,
    bounds.notTaken,
  );
  check("events, p99 in ms", tookAt(events, 0.99), bounds.p99Ms);
  if (away.length > 0)
    check("events while PostgreSQL is away, p99 in ms", tookAt(away, 0.99), bounds.p99AwayMs);
  for (const [which, count] of Object.entries(found.wrong)) print(`    wrong: ${which} (${count} times)`);
  check("kinds of wrong answers to strangers", Object.keys(found.wrong).length, bounds.wrongAnswers);
  check("log lines that are not JSON", notJson.length, bounds.notJsonLines);
  checkFlat(samples);
  for (const [index, who] of ["in front", "pages"].entries()) {
    const at = before[index]?.sockets ?? Number.NaN;
    check(
      `${who}, connections when all have left (before: ${at})`,
      after[index]?.sockets ?? Number.NaN,
      at + bounds.socketsLeft,
    );
  }
}

const cluster = isEmbedded ? null : await startScratchPostgres({ settings: outageSettings });
if (!isEmbedded && cluster === null) throw new Error("PostgreSQL: no server binaries found");
const installation =
  cluster === null ? await embeddedInstallation() : postgresInstallation(await cluster.createDatabase());
print(`${cluster === null ? "Embedded" : "PostgreSQL"}, ${minutes} min`);
await soak(cluster, installation);
installation.remove();
cluster?.remove();
for (const words of broken) print(`BROKEN  ${words}`);
process.exit(broken.length === 0 ? 0 : 1);
