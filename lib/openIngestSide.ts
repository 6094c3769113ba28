import { join } from "node:path";
import { unlessAway } from "./database/errors";
import { ensurePartitions } from "./database/partitions";
import { StartError } from "./database/types";
import { declareIngestJobs } from "./declareJobs";
import { openGrace } from "./grace/openGrace";
import { createSecretLimit } from "./http/failureLimit";
import { Ingest } from "./ingest/ingest";
import type { IngestSide } from "./ingest/ingestSide";
import { createNodeHandler } from "./ingest/nodeHandler";
import { createReceive, type Receive } from "./ingest/receive";
import { openRefusals } from "./instances/erasure/refusals";
import { startJobs } from "./jobs/startJobs";
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
  /** Refuses new events, writes and answers what waits. Leaves the database open. */
  close(): Promise<void>;
}

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
  const { settings, log, database, pepper, pseudonyms, reportFault } = core;
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
  const engineCalls = await openEngineCalls(database, { pseudonyms, grace, onError: reportFault });
  const refusals = await openRefusals(database);
  const watched = new Set<string>();
  const listeners: ((keys: Iterable<string>) => void)[] = [];
  const { spool, isUnbound, bind } = await openSpool(core);
  const relay = relayOf(settings, {
    pepper,
    holder: holderOf(settings.port),
    onError: reportFault,
    onDamage: (found) => log.error(found, "an event in the relay's outbox could not be read"),
  });
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
      limit: createSecretLimit(senderFailures),
      grace,
    }),
    eventLinks: engineCalls.eventLinks,
    platformCalls: engineCalls.platformCalls,
    outageCalls: engineCalls.outageCalls,
    isRefused: refusals.isRefused,
    onStored(rows) {
      if (watched.size === 0) return;
      const keys = new Set(
        rows.flatMap(({ instance_key }) => (watched.has(instance_key) ? instance_key : [])),
      );
      if (keys.size > 0) for (const listener of listeners) listener(keys);
    },
    onError: (error) => reportFault(error, "events could not be written"),
  });
  const jobs = await startJobs(
    database,
    declareIngestJobs({ ingest, keyRing: engineCalls, refusals }),
    tellOfJobs(log),
  );
  const receive = createReceive(ingest, settings);
  const refresh = { keys: engineCalls.refresh, erasures: refusals.refresh };
  return {
    flushCounts: () => ingest.flushCounts(),
    receive,
    handleIngest: createNodeHandler(receive),
    get isAway() {
      return ingest.isAway;
    },
    get spoolState() {
      return spool?.state ?? null;
    },
    get jobs() {
      return jobs.list();
    },
    changed: (what) => refresh[what]().catch(() => {}),
    watch(key, isWatched) {
      if (isWatched) watched.add(key);
      else watched.delete(key);
    },
    onStored: (listener) => void listeners.push(listener),
    async close() {
      await Promise.all([ingest.close(), jobs.stop()]);
      await relay?.close();
      await engineCalls.close();
    },
  };
}
