import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pino from "pino";
import { exampleInstanceIds } from "./catalogue";
import { describeError } from "./database/describeError";
import { unlessAway } from "./database/errors";
import { readInstallationId } from "./database/installation";
import { openDatabase } from "./database/openDatabase";
import { ensurePartitions } from "./database/partitions";
import { type Database, StartError } from "./database/types";
import { declareJobs } from "./declareJobs";
import { openGrace } from "./grace/openGrace";
import { answerUnreadable } from "./http/answerUnreadable";
import { addressOfRequest } from "./http/clientAddress";
import { createFailureLimit } from "./http/failureLimit";
import { createFormTokens } from "./http/formToken";
import { createSessions } from "./http/sessions";
import { Ingest } from "./ingest/ingest";
import { createNodeHandler } from "./ingest/nodeHandler";
import { createReceive } from "./ingest/receive";
import { watchRequests } from "./ingest/watchRequests";
import { openInstances } from "./instances/instances";
import { createJobClock } from "./jobs/clock";
import { startJobs } from "./jobs/startJobs";
import { checkPepper, openPepper } from "./openPepper";
import { sayFault } from "./organizations/audit/checkpoints/fault";
import { createAuditSigner } from "./organizations/audit/checkpoints/signer";
import { openOrganizations } from "./organizations/openOrganizations";
import { relayOf } from "./relay/relayOf";
import { createTrustedSenders, senderFailures } from "./senders/trustedSenders";
import { type Services, servicesKey, servicesSlot } from "./services";
import { createPseudonyms } from "./settings/pseudonyms";
import { createSealer } from "./settings/sealer";
import { readOrMakeSecret } from "./settings/secrets";
import { readSettings, type Settings, SettingsError } from "./settings/settings";
import { Spool } from "./spool/spool";
import { keepStatistics } from "./statistics/count/keepStatistics";
import { statistics } from "./statistics/declared/statistics";
import { createPublication } from "./statistics/publish/publication";
import { readCorrections } from "./statistics/read/readCorrections";
import { createStatisticReader } from "./statistics/read/statisticReader";
import { createEventTypeUseReader } from "./status/readEventTypeUse";
import { createOverviewReader } from "./status/readOverview";
import { publishSpool, readSpool } from "./status/readSpool";
import { createStatusReader } from "./status/readStatus";

/**
 * Opens the services of this process; later calls give the same ones, whichever bundle of Next they come from.
 * @throws SettingsError or StartError with one line for the terminal
 */
export function openServices(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  report: (line: string) => void = () => {},
): Promise<Services> {
  servicesSlot[servicesKey] ??= open(environment, report);
  return servicesSlot[servicesKey];
}

/** True for an error whose message alone tells the operator what to change. */
export function isStartError(error: unknown): error is Error {
  return error instanceof SettingsError || error instanceof StartError;
}

async function open(
  environment: Readonly<Record<string, string | undefined>>,
  report: (line: string) => void,
): Promise<Services> {
  const settings = readSettings(environment);
  const log = pino({ level: settings.logLevel, base: null });
  const database = await openDatabase({
    dataFolder: settings.dataDir,
    mayBeAway: settings.spoolLimit > 0,
    holder: holderOf(settings.port),
    log: report,
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
  });
  try {
    return await assemble(settings, log, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

const spoolWords = {
  spooling: "the database does not take events: they wait in the spool",
  drained: "the database has every event that waited in the spool",
};

/** Undefined where it is switched off. */
function openSpool(
  { dataDir, spoolLimit, port }: Settings,
  log: pino.Logger,
  owner: { readonly id: string | null; readonly at: string },
): Spool | undefined {
  if (spoolLimit === 0) return undefined;
  return new Spool({
    folder: join(dataDir, "spool"),
    holder: holderOf(port),
    owner,
    limitBytes: spoolLimit * 2 ** 20,
    onDamage: (found) => log.error(found, "an event in the spool could not be stored"),
  });
}

/** A database that was away at the start may say only now that nothing should have started: the next start says why. */
function stopUnless(check: Promise<void>, log: pino.Logger): Promise<void> {
  return check.catch((error: unknown) => {
    if (isStartError(error)) {
      log.fatal(error.message);
      process.kill(process.pid, "SIGTERM");
    }
    throw error;
  });
}

const holderOf = (port: number) => `DBLab Telemetry on port ${port}`;

async function assemble(settings: Settings, log: pino.Logger, database: Database): Promise<Services> {
  const pepper = await openPepper(database, settings);
  const pseudonyms = createPseudonyms(pepper);
  const retentionDays = settings.rawRetentionDays;
  const makePartitions = () => ensurePartitions(database, { now: new Date(), retentionDays });
  let isAway = false;
  await makePartitions().catch((error: unknown) => {
    unlessAway(error);
    isAway = settings.spoolLimit > 0;
    if (!isAway) throw new StartError("The database takes no writes now, and SPOOL_LIMIT=0 keeps no events.");
  });

  const publication = createPublication(settings, pepper);
  const statisticReader = createStatisticReader(database, {
    statistics,
    publication,
    onError: (error) => log.error(describeError(error), "statistics could not be read"),
  });
  const sessionSecret = settings.sessionSecret ?? readOrMakeSecret(settings.dataDir, "session-secret");
  const grace = await openGrace({
    database,
    path: join(settings.dataDir, "known.sealed"),
    sealer: createSealer(pepper, "grace"),
    hours: settings.spoolLimit === 0 ? 0 : settings.platformGrace,
    onError: (error, what) => log.error(describeError(error), what),
  });
  const { organizations, eventLinks, platformCalls, outageCalls } = await openOrganizations(database, {
    pseudonyms,
    grace,
    auditSigner: createAuditSigner(settings.auditSigningSecret ?? pepper),
    operatorTokenHash: settings.operatorTokenHash,
    billingRetentionDays: settings.billingRetentionDays,
    onError: (error, what) => log.error(describeError(error), what),
  });
  const { instances, refusals } = await openInstances(database, {
    pseudonyms,
    statistics,
    statisticReader,
    publication,
    retentionDays,
    publicUrl: settings.publicUrl,
    onError: (error, what) => log.error(describeError(error), what),
  });
  const installation = await readInstallationId(database).catch((error: unknown) => {
    unlessAway(error);
    return null;
  });
  const spool = openSpool(settings, log, { id: installation, at: database.location });
  const tellOfForeign = () => {
    const { foreignFolders = [] } = spool?.state ?? {};
    if (foreignFolders.length > 0)
      log.warn({ foreignFolders }, "events of another installation's database wait");
  };
  tellOfForeign();
  const spoolState = () => spool?.state ?? null;
  const relay = relayOf(settings, {
    pepper,
    holder: holderOf(settings.port),
    onError: (error, what) => log.error(describeError(error), what),
    onDamage: (found) => log.error(found, "an event in the relay's outbox could not be read"),
  });
  const ingest = new Ingest({
    database,
    ...(relay === null ? {} : { relay: relay.open }),
    ...(spool === undefined
      ? {}
      : {
          spool: {
            spool,
            sealer: createSealer(pepper, "spool"),
            probe: () => database.query("select 1", [], { timeoutMs: 2_000 }),
            onChange: (state) => log.warn({ spool: spool.state }, spoolWords[state]),
            ...(isAway || installation === null
              ? {
                  async prepare() {
                    await stopUnless(checkPepper(database, pepper), log);
                    await makePartitions();
                    await Promise.all([organizations.keyRing.refresh(), refusals.refresh()]);
                    await spool.bind(await readInstallationId(database));
                    tellOfForeign();
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
      limit: createFailureLimit(senderFailures),
      grace,
    }),
    eventLinks,
    platformCalls,
    outageCalls,
    isRefused: refusals.isRefused,
    onStored: (rows) => instances.live.wake(rows.map((row) => row.instance_key)),
    onError: (error) => log.error(describeError(error), "events could not be written"),
  });
  const jobs = await startJobs(
    database,
    declareJobs({
      database,
      settings,
      publication,
      ingest,
      keyRing: organizations.keyRing,
      refusals,
      auditSigner: organizations.auditSigner,
      onFault: (organization, fault) =>
        log.error({ organization, fault: sayFault(fault) }, "an audit log is not what it was"),
      clock: createJobClock(database),
    }),
    (error, { words, job, failures, againInMs }) =>
      log.error(
        { ...describeError(error), job, failures, nextTrySeconds: Math.ceil(againInMs / 1000) },
        words,
      ),
  );
  const exampleKeys = exampleInstanceIds.map(pseudonyms.instanceKey);
  const receive = createReceive(ingest, settings);
  let closing: Promise<void> | null = null;
  return {
    settings,
    publication,
    database,
    ingest,
    receive,
    handleIngest: createNodeHandler(receive),
    answerUnreadable,
    watchRequests,
    clientAddressHeader: `x-client-address-${randomBytes(16).toString("hex")}`,
    clientAddressOf: (request) => addressOfRequest(request, settings.trustedProxies),
    sessions: createSessions(sessionSecret),
    formTokens: createFormTokens(sessionSecret),
    instances,
    organizations,
    relay: relay?.view ?? null,
    jobs,
    log,
    reportFault: (error, what) => log.error(describeError(error), what),
    readOverview: createOverviewReader(database, exampleKeys),
    readStatus: createStatusReader(database, { startedAt: new Date(), spoolState }),
    readSpool: () => (settings.isPrivate ? readSpool(spoolState()) : publishSpool(readSpool(spoolState()))),
    readEventTypeUse: createEventTypeUseReader(database, {
      exampleKeys,
      isPrivate: settings.isPrivate,
      readStatistic: statisticReader.read,
    }),
    readCorrections: () => readCorrections(database),
    readStatistic: (key, view) => statisticReader.read(key, view),
    async materialiseStatistics(onProgress) {
      await jobs.runNow("statistics", (turn) =>
        keepStatistics(database, turn, {
          statistics,
          ...publication,
          isHistoryComplete: true,
          now: () => new Date(),
          ...(onProgress === undefined ? {} : { onProgress }),
        }),
      );
      statisticReader.refresh();
    },
    close() {
      closing ??= (async () => {
        instances.close();
        await Promise.all([ingest.close(), jobs.stop()]);
        await relay?.open.close();
        await organizations.close();
        await database.close();
      })();
      return closing;
    },
  };
}
