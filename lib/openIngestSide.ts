import { join } from "node:path";
import { unlessAway } from "./database/errors";
import { ensurePartitions } from "./database/partitions";
import { DatabaseUnavailable, StartError } from "./database/types";
import { declareIngestJobs } from "./declareJobs";
import { openGrace } from "./grace/openGrace";
import { createSecretLimit } from "./http/failureLimit";
import { Ingest } from "./ingest/ingest";
import type { IngestSide } from "./ingest/ingestSide";
import { inTime } from "./ingest/inTime";
import { createNodeHandler } from "./ingest/nodeHandler";
import { createReceive, type Receive } from "./ingest/receive";
import { openRefusals } from "./instances/erasure/refusals";
import { startJobs } from "./jobs/startJobs";
import type { Measured } from "./metrics/metric";
import { IngestMeter } from "./metrics/ofIngest";
import { judgedCalls } from "./objective/objective";
import { RequestCounter } from "./objective/requestCounter";
import { type Core, holderOf, isStartError } from "./openCore";
import { checkPepper } from "./openPepper";
import { openSpool } from "./openSpool";
import { openEngineCalls } from "./organizations/openEngineCalls";
import { relayOf } from "./relay/relayOf";
import { createTrustedSenders, senderFailures } from "./senders/trustedSenders";
import { createSealer } from "./settings/sealer";
import { tellOfJobs } from "./tellOfJobs";

/** The side that answers engines, where it runs. */
export interface OpenedIngestSide extends IngestSide {
  /** Adds what was counted in memory to the database. */
  flushCounts(): Promise<void>;
  /** Answers ingest's calls, whoever took the request. */
  readonly receive: Receive;
  /** Takes a request of Node's own HTTP server if it is one of ingest's calls, and says whether it did. */
  readonly handleIngest: ReturnType<typeof createNodeHandler>;
  /** What it counted of itself. */
  measure(): Measured[];
  /** Refuses new events, writes and answers what waits. Leaves the database open. */
  close(): Promise<void>;
}

/** Who looks waits no longer for what is counted. */
const settledWithinMs = 5_000;

const spoolWords = {
  spooling: "the database does not take events: they wait in the spool",
  drained: "the database has every event that waited in the spool",
};

/** A database that was away at the start may say only now that nothing should have started: the next start says why. */
function stopUnless(check: Promise<void>, log: Core["log"]): Promise<void> {
  return check.catch((error: unknown) => {
    if (isStartError(error)) {
      log.fatal(error.message);
      process.kill(process.pid, "SIGTERM");
    }
    throw error;
  });
}

/** Opens everything that an engine's request needs, and nothing that a page needs. */
export async function openIngestSide(core: Core): Promise<OpenedIngestSide> {
  const { settings, log, database, pepper, pseudonyms, shareFailures, reportFault } = core;
  const retentionDays = settings.rawRetentionDays;
  const makePartitions = () => ensurePartitions(database, { now: new Date(), retentionDays });
  let startedAway = false;
  await makePartitions().catch((error: unknown) => {
    unlessAway(error);
    startedAway = settings.spoolLimit > 0;
    if (!startedAway)
      throw new StartError("The database takes no writes now, and SPOOL_LIMIT=0 keeps no events.");
  });
  const grace = await openGrace({
    database,
    path: join(settings.dataDir, "known.sealed"),
    sealer: createSealer(pepper, "grace"),
    hours: settings.spoolLimit === 0 ? 0 : settings.platformGrace,
    onError: reportFault,
  });
  const engineCalls = await openEngineCalls(database, {
    pseudonyms,
    grace,
    shareFailures,
    onError: reportFault,
  });
  const refusals = await openRefusals(database);
  const watched = new Set<string>();
  const listeners: ((keys: Iterable<string>) => void)[] = [];
  const tellWatched = (stored: Iterable<string>) => {
    if (watched.size === 0) return;
    const keys = new Set([...stored].filter((key) => watched.has(key)));
    if (keys.size > 0) for (const listener of listeners) listener(keys);
  };
  const { spool, isUnbound, bind } = await openSpool(core);
  const relay = relayOf(settings, {
    pepper,
    holder: holderOf(settings.port),
    onError: reportFault,
    onDamage: (found) => log.error(found, "an event in the relay's outbox could not be read"),
  });
  const meter = new IngestMeter();
  const requests = new RequestCounter(database, judgedCalls(relay !== null));
  const ingest = new Ingest({
    database,
    ...(relay === null ? {} : { relay }),
    ...(spool === undefined
      ? {}
      : {
          spool: {
            spool,
            sealer: createSealer(pepper, "spool"),
            probe: () => database.query("select 1", [], { timeoutMs: 2_000 }),
            onChange: (state) => log.warn({ spool: spool.state }, spoolWords[state]),
            ...(startedAway || isUnbound
              ? {
                  async prepare() {
                    await stopUnless(checkPepper(database, pepper), log);
                    await makePartitions();
                    await Promise.all([engineCalls.refresh(), refusals.refresh()]);
                    await bind();
                  },
                }
              : {}),
          },
        }),
    pseudonyms,
    retentionDays,
    rateLimitInstance: settings.rateLimitInstance,
    rateLimitAddress: settings.rateLimitAddress,
    ...(settings.isPrivate ? {} : { publishing: settings }),
    senders: createTrustedSenders({
      contextNow: () => ({ database, pseudonyms, now: new Date() }),
      limit: createSecretLimit(senderFailures, undefined, shareFailures("sender")),
      grace,
    }),
    eventLinks: engineCalls.eventLinks,
    platformCalls: engineCalls.platformCalls,
    outageCalls: engineCalls.outageCalls,
    isRefused: refusals.isRefused,
    onStored(rows) {
      meter.stored(rows.length);
      tellWatched(rows.map(({ instance_key }) => instance_key));
    },
    onAnswered(call, status, ms) {
      meter.answered(call, status, ms);
      requests.note(call, status, ms);
    },
    onRefused: (reason) => meter.refused(reason),
    onCounted: tellWatched,
    onError: (error) => reportFault(error, "events could not be written"),
  });
  const jobs = await startJobs(
    database,
    declareIngestJobs({ ingest, keyRing: engineCalls, refusals, requests }),
    tellOfJobs(log),
  );
  // Whoever is gone counts no more.
  void ingest.adoptFolds(true).catch((error: unknown) => {
    if (!(error instanceof DatabaseUnavailable)) reportFault(error, "events could not be counted");
  });
  const receive = createReceive(ingest, settings);
  const refresh = { keys: engineCalls.refresh, erasures: refusals.refresh };
  return {
    async flushCounts() {
      await ingest.flushCounts();
      await requests.flush();
    },
    receive,
    handleIngest: createNodeHandler(receive),
    get isAway() {
      return ingest.isAway;
    },
    get spoolState() {
      return spool?.state ?? null;
    },
    get lastStoredAt() {
      return meter.lastEventAt === 0 ? null : new Date(meter.lastEventAt).toISOString();
    },
    get jobs() {
      return jobs.list();
    },
    settle: () => inTime(ingest.settle(), settledWithinMs).catch(() => {}),
    changed: (what) => refresh[what]().catch(() => {}),
    watch(key, isWatched) {
      if (isWatched) watched.add(key);
      else watched.delete(key);
    },
    onStored: (listener) => void listeners.push(listener),
    measure: () =>
      meter.read({
        isAway: ingest.isAway,
        spoolState: spool?.state ?? null,
        queues: ingest.queues,
        folds: ingest.folds,
        outcomes: requests.outcomes,
      }),
    async close() {
      await Promise.all([ingest.close(), jobs.stop()]);
      await requests.flush().catch(() => {});
      await relay?.close();
      await engineCalls.close();
    },
  };
}
