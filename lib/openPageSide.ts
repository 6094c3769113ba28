import { join } from "node:path";
import { buildFolderOf } from "../basePath.mjs";
import { exampleInstanceIds } from "./catalogue";
import { unlessAway } from "./database/errors";
import { projectFolder } from "./database/projectFolder";
import { declarePageJobs } from "./declareJobs";
import { readHealth } from "./health/readHealth";
import { createFailureLog } from "./http/failureLog";
import { createFormTokens } from "./http/formToken";
import { basePath } from "./http/onSite";
import { createSessions } from "./http/sessions";
import type { IngestSide } from "./ingest/ingestSide";
import { openInstances } from "./instances/instances";
import { createJobClock } from "./jobs/clock";
import { startJobs } from "./jobs/startJobs";
import type { Measured } from "./metrics/metric";
import { PagesMeter } from "./metrics/ofPages";
import type { Core } from "./openCore";
import { sayFault } from "./organizations/audit/checkpoints/fault";
import { createAuditSigner } from "./organizations/audit/checkpoints/signer";
import { readPrices } from "./organizations/billing/prices";
import { openOrganizations } from "./organizations/openOrganizations";
import { readEngineBytes } from "./query/readEngineBytes";
import { relayViewOf } from "./relay/relayOf";
import { logSignerOf, openReleases } from "./releases/openReleases";
import { readCorrection } from "./releases/readCorrection";
import type { Services } from "./services";
import { createEndedSessions } from "./sessions/endedSessions";
import { readOrMakeSecret } from "./settings/secrets";
import { keepStatistics } from "./statistics/count/keepStatistics";
import { statistics } from "./statistics/declared/statistics";
import { readCorrections } from "./statistics/read/readCorrections";
import { createStatisticReader } from "./statistics/read/statisticReader";
import { createEventTypeUseReader } from "./status/readEventTypeUse";
import { createExampleReader, createOverviewReader } from "./status/readOverview";
import { publishSpool, readSpool } from "./status/readSpool";
import { createStatusReader } from "./status/readStatus";
import { readVersion, type Version } from "./status/readVersion";
import { tellOfJobs } from "./tellOfJobs";

/** Opens everything that pages are made of, and the jobs that count and tidy up. `close` leaves the database open. */
export async function openPageSide(
  core: Core,
  ingest: IngestSide,
  readMeasured: () => Promise<readonly Measured[]>,
): Promise<Omit<Services, "receive" | "clientAddressHeader" | "makeForAll" | "readPage">> {
  const { settings, log, database, pepper, pseudonyms, publication, shareFailures, reportFault } = core;
  const statisticReader = createStatisticReader(database, {
    statistics,
    publication,
    onError: (error) => reportFault(error, "statistics could not be read"),
  });
  const meter = new PagesMeter();
  const sessionSecret = settings.sessionSecret ?? readOrMakeSecret(settings.dataDir, "session-secret");
  const instances = openInstances(database, {
    pseudonyms,
    statistics,
    statisticReader,
    publication,
    ingest,
    retentionDays: settings.rawRetentionDays,
    publicUrl: settings.publicUrl,
    shareFailures,
    onError: reportFault,
  });
  const prices = readPrices(settings.billingPrices);
  const auditSigner = createAuditSigner(settings.auditSigningSecret ?? pepper);
  const logSigner = logSignerOf(settings.publicUrl, settings.auditSigningSecret ?? pepper);
  const published = await openReleases(database, logSigner);
  const jobs = await startJobs(
    database,
    declarePageJobs({
      database,
      settings,
      publication,
      releasing:
        settings.publicUrl === undefined || logSigner === null
          ? null
          : { baseUrl: settings.publicUrl, logSigner },
      auditSigner,
      pseudonyms,
      prices,
      onFault: (organization, fault) =>
        log.error({ organization, fault: sayFault(fault) }, "an audit log is not what it was"),
      clock: createJobClock(database),
    }),
    tellOfJobs(log),
  );
  let version: Version | undefined;
  let engineBytes: number | null = null;
  const build = join(projectFolder(), buildFolderOf(basePath));
  const readThisVersion = () => (version ??= readVersion(build));
  const readStatus = createStatusReader(database, {
    startedAt: new Date(),
    door: publication.door,
    isPublished: !settings.isPrivate,
    spoolState: () => ingest.spoolState,
    received: () => ingest,
  });
  const exampleKeys = exampleInstanceIds.map(pseudonyms.instanceKey);
  return {
    settings,
    publication,
    database,
    ingest,
    sessions: createSessions(sessionSecret, (kind) => meter.opened(kind)),
    endedSessions: createEndedSessions(database),
    formTokens: createFormTokens(sessionSecret),
    instances,
    organizations: openOrganizations(database, {
      pseudonyms,
      auditSigner,
      prices,
      shareFailures,
      ...settings,
    }),
    relay: relayViewOf(settings, pepper),
    jobs,
    log,
    reportFault,
    noteFailure: createFailureLog((failures) =>
      log.warn(failures, "attempts to sign in or to look up failed"),
    ),
    readVersion: readThisVersion,
    readEngineBytes: () => (engineBytes ??= readEngineBytes(build)),
    measure: () => meter.read({ jobs: jobs.list(), watchers: instances.live.watchers }),
    readOverview: createOverviewReader(database, exampleKeys),
    readExamples: createExampleReader(database, exampleKeys),
    readStatus,
    async readHealth() {
      const [status, ofFront] = await Promise.all([
        readStatus().catch((error: unknown) => {
          unlessAway(error);
          return null;
        }),
        readMeasured(),
      ]);
      const { isAway, lastStoredAt } = ingest;
      return readHealth({
        database,
        isAway,
        lastStoredAt,
        spool: readSpool(ingest.spoolState),
        objective: status?.objective ?? null,
        held: status?.statistics.held ?? null,
        measured: [
          ...ofFront,
          ...meter.read({ jobs: jobs.list(), watchers: instances.live.watchers }, false),
        ],
        jobs: [...ingest.jobs, ...jobs.list()],
        version: readThisVersion(),
      });
    },
    readSpool: () =>
      settings.isPrivate ? readSpool(ingest.spoolState) : publishSpool(readSpool(ingest.spoolState)),
    readEventTypeUse: createEventTypeUseReader(database, {
      exampleKeys,
      isPrivate: settings.isPrivate,
      readStatistic: statisticReader.read,
    }),
    readCorrections: (parts) => readCorrections(database, parts),
    readCorrection: (revision) => readCorrection(database, revision, { publication, statistics }),
    releases: published.releases,
    publicLog: { ...published.log, key: published.logKey, proveErasure: published.proveErasure },
    async readFiguresRevision() {
      const revisions = await Promise.all([statisticReader.readRevision(), published.readRevision()]);
      return revisions.join(" ");
    },
    readStatistic: (key, view) => statisticReader.read(key, view),
    async materialiseStatistics(onProgress) {
      await ingest.settle();
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
    async close() {
      instances.close();
      await jobs.stop();
    },
  };
}
