import { createServer } from "node:http";
import { maintainDatabase } from "../../lib/database/maintain";
import { openBothSides } from "../../lib/openServices";
import type { Services } from "../../lib/services";
import { DemoFolderError, type Marker, readMarker, removeDemo, writeMarker } from "./demoFolder";
import { declareEditions } from "./editions";
import type { EngineLife } from "./engineLife";
import { choosePort, demoEnvironment } from "./environment";
import { createFleet, type Fleet } from "./fleet";
import { liveOn } from "./live";
import { historySince, wholeHistory } from "./missingEvents";
import { chooseFleet, OptionError, readOptions } from "./options";
import { type DemoTokens, makeOrganizations } from "./organizations";
import { createPost, type Post } from "./post";
import { say, showStep } from "./progress";
import { sendHistory } from "./send";
import { makeDemoSender } from "./sender";

const malformedEvery = 7;
/**
 * Serves a made-up fleet as a public installation does: sends its history, computes the statistics, and lives on until the
 * process is stopped. What was sent by an earlier run is not sent again.
 * @param parameters see `readOptions`
 * @param serve starts the server in this process, from the environment; resolves when it serves
 */
export async function runDemo(parameters: readonly string[], serve: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  try {
    const folder = process.env.DATA_DIR || ".data-demo";
    const marker = prepareFolder(folder, parameters);
    const fleet = createFleet({ ...marker, end: new Date(marker.end) });
    const port = await choosePort(process.env.PORT);
    Object.assign(process.env, demoEnvironment(fleet, { folder, port, now: new Date() }));
    for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
    const { engines, announce } = await fill({ fleet, marker, folder, signal: stopping.signal });
    if (stopping.signal.aborted) return;
    await serve();
    announce(performance.now() - startedAt);
    const post = createPost(
      `http://${(process.env.HOST ?? "127.0.0.1").replace("0.0.0.0", "127.0.0.1")}:${port}`,
    );
    await liveOn(engines, { post, signal: stopping.signal, seed: fleet.seed });
  } catch (error) {
    if (stopping.signal.aborted) return;
    const isPlain = error instanceof OptionError || error instanceof DemoFolderError;
    const words = error instanceof Error ? (isPlain ? error.message : error.stack) : String(error);
    process.stderr.write(`dblab-telemetry: ${words}\n`);
    process.exit(1);
  }
}

/** Before anything is served: the history goes the way of every event, and what is counted of it is counted now. */
async function fill(filling: Omit<Filling, "post">) {
  const services = await openBothSides(process.env, (line) => process.stderr.write(`  ${line}\n`));
  const server = createServer((request, response) => {
    if (!services.ingest.handleIngest(request, response)) response.writeHead(404).end();
  });
  try {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const post = createPost(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    // As a turn of the job that counts periods, which would count them all again as long as their events come in.
    const engines = await services.jobs.runNow("statistics", () => fillIn(services, { ...filling, post }));
    if (filling.signal.aborted) return { engines, announce: () => {} };
    const tokens = await makeOrganizations(services.database, {
      pseudonyms: services.organizations.pseudonyms,
      engines: filling.fleet.engines,
      now: new Date(),
    });
    await computeStatistics(services);
    return { engines, announce: (tookMs: number) => announce(services, tokens, tookMs) };
  } finally {
    server.closeAllConnections();
    server.close();
    await services.close();
  }
}

function prepareFolder(folder: string, parameters: readonly string[]): Marker {
  const options = readOptions(parameters);
  if (options.fresh) removeDemo(folder);
  const marker = chooseFleet(options, readMarker(folder), new Date());
  writeMarker(folder, marker);
  return marker;
}

interface Filling {
  readonly fleet: Fleet;
  readonly marker: Marker;
  readonly folder: string;
  readonly post: Post;
  readonly signal: AbortSignal;
}

/** Sends what is missing, and gives the engines as they are then. */
async function fillIn(
  services: Services,
  { fleet, marker, folder, post, signal }: Filling,
): Promise<readonly EngineLife[]> {
  const { pseudonyms } = services.organizations;
  await declareEditions(services.database, pseudonyms, fleet.engines);
  const token = await makeDemoSender({ database: services.database, pseudonyms, now: new Date() });
  const from = marker.isComplete ? await lastSeen(services) : fleet.start.getTime();
  const until = marker.isComplete ? Date.now() : fleet.end.getTime();
  const missing = marker.isComplete ? historySince(fleet, from, until) : wholeHistory(fleet);
  const step = showStep(process.stderr, marker.isComplete ? "Filling the gap" : "Sending the history");
  const events = await sendHistory(missing.events, {
    post,
    token,
    signal,
    ...(marker.isComplete ? {} : { malformedEvery }),
    onProgress: (count, reached) => {
      const month = new Date(reached).toISOString().slice(0, 7);
      step.update((reached - from) / Math.max(until - from, 1), `${say(count)} events, to ${month}`);
    },
  });
  if (signal.aborted) return [];
  step.done(`${say(events)} events of ${say(fleet.instances)} engines`);
  writeMarker(folder, { ...marker, isComplete: true });
  if (!marker.isComplete) await tidyUp(services);
  return missing.engines();
}

/** The time of the newest event; milliseconds since 1970. */
async function lastSeen({ database }: Services): Promise<number> {
  const row = await database.sql
    .selectFrom("visible_instance")
    .select(({ fn }) => fn.max<Date | null>("last_seen").as("seen"))
    .executeTakeFirst();
  return row?.seen?.getTime() ?? 0;
}

/** A database that was filled in a minute knows nothing yet of what is in it, and would plan its reading badly. */
async function tidyUp({ database }: Services): Promise<void> {
  const step = showStep(process.stderr, "Tidying up the database");
  const tables = await maintainDatabase(database);
  step.done(`${say(tables.length)} tables`);
}

async function computeStatistics(services: Services): Promise<void> {
  const step = showStep(process.stderr, "Computing statistics");
  let periods = 0;
  await services.materialiseStatistics((done, all) => {
    periods = done;
    step.update(all === 0 ? 1 : done / all, `${say(done)} of ${say(all)} periods`);
  });
  step.done(`${say(periods)} periods`);
}

function announce({ settings, database }: Services, tokens: DemoTokens, tookMs: number): void {
  const pages = ["/", "/statistics/engine-versions", "/statistics/clone-times", "/status"];
  const [first, ...others] = pages.map((page) => `${settings.publicUrl}${page}`);
  process.stdout.write(`
  Ready in ${Math.round(tookMs / 1000)} s. A made-up fleet, kept in ${database.location}
  Look at           ${first}
${others.map((page) => `                    ${page}\n`).join("")}
  Sign in           ${settings.publicUrl}/org        as ${tokens.organization.name}: ${tokens.accessToken}
                    ${settings.publicUrl}/support    ${tokens.supportToken}
                    ${settings.publicUrl}/operator   ${process.env.OPERATOR_TOKEN}
  Engines go on sending, a few events a second. Ctrl-C ends it; the next run goes on from there.

`);
}
