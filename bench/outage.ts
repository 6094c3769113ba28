// `npm run bench:outage [seconds]`: what engines notice while PostgreSQL takes nothing. 200 events a second come whether
// or not they are answered, and with them the calls of an engine with a key; then the database is counted.
import { Agent, request } from "node:http";
import { postgresInstallation } from "../e2e/support/installation";
import { outageSettings, outages } from "../e2e/support/outages";
import { type ScratchPostgres, startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { createOrganization } from "../lib/organizations/account/createOrganization";
import { actors } from "../lib/organizations/audit/actors";
import { issueKey } from "../lib/organizations/keys/issueKey";
import { issueToken } from "../lib/organizations/tokens/issueToken";
import { startService } from "./targets";

const seconds = Number(process.argv[2] ?? 60);
const perSecond = 200;
const settleMs = 5_000;
const switchMs = 2_000;
const backWithinMs = 30_000;

interface Answer {
  readonly atMs: number;
  readonly tookMs: number;
  readonly status: number;
  readonly path: string;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const agent = new Agent({ keepAlive: true, maxSockets: 512 });

function post(base: string, path: string, body: object, orgKey: string): Promise<Answer> {
  const atMs = performance.now();
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ atMs, tookMs: performance.now() - atMs, status, path });
    const sent = request(
      new URL(path, base),
      { method: "POST", agent, headers: { "Org-Key": orgKey } },
      (response) => {
        response.resume();
        response.on("end", () => done(response.statusCode ?? 0));
      },
    );
    sent.on("error", () => done(0));
    sent.end(JSON.stringify(body));
  });
}

/** Sends at a fixed rate until it is stopped, whatever becomes of what was sent. */
function startSending(base: string, secrets: { readonly orgKey: string; readonly token: string }) {
  const answers: Promise<Answer>[] = [];
  const startedAt = performance.now();
  let events = 0;
  let calls = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; events < due; events += 1)
      answers.push(post(base, "/api/rpc/telemetry_event", eventOf(events), ""));
    for (; calls < due / (perSecond / callsPerSecond); calls += 1) {
      const { path, body } = callOf(calls, secrets.token);
      answers.push(post(base, path, body, secrets.orgKey));
    }
  }, 5);
  return {
    async stop() {
      clearInterval(timer);
      return { answers: await Promise.all(answers), events };
    },
  };
}

const callsPerSecond = 3;
const instanceOf = (number: number) => `c${String(number % 100).padStart(19, "0")}`;

const eventOf = (number: number) => ({
  instance_id: instanceOf(number),
  event_type: "clone_reset",
  event_data: { id: `clone-${number}`, cloning_time: 1.5, dsa_diff: 1 },
});

function callOf(number: number, token: string) {
  const selfassigned_instance_id = instanceOf(number);
  const calls = [
    { path: "/api/rpc/dblab_instance_register", body: { selfassigned_instance_id, project_name: "bench" } },
    {
      path: "/api/rpc/telemetry_usage",
      body: { selfassigned_instance_id, event_data: { cpu: 8, total_memory: 1, data_size: 1 } },
    },
    { path: "/api/rpc/dblab_token_check", body: { token } },
  ];
  return calls[number % calls.length] as (typeof calls)[number];
}

async function measure(cluster: ScratchPostgres, way: string): Promise<string[] | null> {
  const { makeDatabase, begin } = outages[way] as (typeof outages)[string];
  const made = await makeDatabase(cluster);
  if (made === null) return null;
  const installation = postgresInstallation(made.url);
  const secrets = await prepare(installation);
  const service = await startService(way, installation);
  const sending = startSending(service.url, secrets);
  await pause(settleMs);
  const begunAt = performance.now();
  const end = await begin(cluster, made.url);
  await pause(seconds * 1000);
  await end();
  const backAt = performance.now();
  const drainedMs = await whenDrained(service.url, backAt);
  await pause(Math.max(0, backWithinMs - (performance.now() - backAt)));
  const { answers, events } = await sending.stop();
  await whenDrained(service.url, performance.now());
  await service.stop();
  const database = await installation.open();
  const [row] = await database.query<{ n: number; ids: number }>(
    "select count(*) as n, count(distinct data ->> 'id') as ids from event",
  );
  await database.close();
  installation.remove();
  made.remove();
  const inOutage = answers.filter(({ atMs }) => atMs >= begunAt && atMs < backAt);
  const atSwitch = answers.filter(({ atMs }) => atMs >= begunAt - 100 && atMs < begunAt + switchMs);
  const atReturn = answers.filter(({ atMs }) => atMs >= backAt - 500 && atMs < backAt + switchMs);
  const calls = answers.filter(({ path }) => !path.endsWith("telemetry_event"));
  return [
    way,
    String(events),
    String(calls.length),
    String(answers.filter(({ status }) => status !== 200).length),
    ...[inOutage, atSwitch, atReturn].map((part) => `${at(part, 0.5)} / ${at(part, 0.99)}`),
    String(at(answers, 1)),
    (drainedMs / 1000).toFixed(1),
    `${events - (row?.ids ?? 0)} / ${(row?.n ?? 0) - (row?.ids ?? 0)}`,
  ];
}

async function prepare(installation: ReturnType<typeof postgresInstallation>) {
  const database = await installation.open();
  const pseudonyms = installation.pseudonyms();
  const context = { database, pseudonyms, actor: actors.operator, now: new Date() };
  const { id: organizationId } = await createOrganization(context, {
    alias: "bench",
    name: "Bench",
    plan: "standard",
  });
  const { value: orgKey } = await issueKey(context, { organizationId });
  const { value: token } = await issueToken(context, { organizationId, name: "bench", isPersonal: false });
  await database.close();
  return { orgKey, token };
}

/** @returns how long it took until nothing waited any more */
async function whenDrained(base: string, since: number): Promise<number> {
  for (;;) {
    const health = (await (await fetch(new URL("/api/v1/health", base))).json()) as { status?: string };
    if (health.status === "ok") return performance.now() - since;
    await pause(100);
  }
}

function at(part: readonly Answer[], share: number): number {
  const sorted = part.map(({ tookMs }) => tookMs).sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
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
agent.destroy();
process.stdout.write(
  `\n${perSecond} events and ${callsPerSecond} calls a second; each outage ${seconds} s\n`,
);
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows)
  process.stdout.write(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
