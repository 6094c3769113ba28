import { exampleInstanceIds } from "./catalogue";
import { declarePageJobs } from "./declareJobs";
import { createFailureLog } from "./http/failureLog";
import { createFormTokens } from "./http/formToken";
import { createSessions } from "./http/sessions";
import type { IngestSide } from "./ingest/ingestSide";
import { openInstances } from "./instances/instances";
import { createJobClock } from "./jobs/clock";
import { startJobs } from "./jobs/startJobs";
import type { Core } from "./openCore";
import { sayFault } from "./organizations/audit/checkpoints/fault";
import { createAuditSigner } from "./organizations/audit/checkpoints/signer";
import { openOrganizations } from "./organizations/openOrganizations";
import { relayViewOf } from "./relay/relayOf";
import type { Services } from "./services";
import { createEndedSessions } from "./sessions/endedSessions";
import { readOrMakeSecret } from "./settings/secrets";
import { keepStatistics } from "./statistics/count/keepStatistics";
import { statistics } from "./statistics/declared/statistics";
import { readCorrections } from "./statistics/read/readCorrections";
import { createStatisticReader } from "./statistics/read/statisticReader";
import { createEventTypeUseReader } from "./status/readEventTypeUse";
import { createOverviewReader } from "./status/readOverview";
import { publishSpool, readSpool } from "./status/readSpool";
import { createStatusReader } from "./status/readStatus";
import { tellOfJobs } from "./tellOfJobs";

/** Opens everything that pages are made of, and the jobs that count and tidy up. `close` leaves the database open. */
export async function openPageSide(
  core: Core,
  ingest: IngestSide,
): Promise<Omit<Services, "receive" | "clientAddressHeader">> {
  const { settings, log, database, pepper, pseudonyms, publication, reportFault } = core;
  const statisticReader = createStatisticReader(database, {
    statistics,
    publication,
    onError: (error) => reportFault(error, "statistics could not be read"),
  });
  const sessionSecret = settings.sessionSecret ?? readOrMakeSecret(settings.dataDir, "session-secret");
  const instances = openInstances(database, {
    pseudonyms,
    statistics,
    statisticReader,
    publication,
    ingest,
    retentionDays: settings.rawRetentionDays,
    publicUrl: settings.publicUrl,
    onError: reportFault,
  });
  const auditSigner = createAuditSigner(settings.auditSigningSecret ?? pepper);
  const jobs = await startJobs(
    database,
    declarePageJobs({
      database,
      settings,
      publication,
      auditSigner,
      onFault: (organization, fault) =>
        log.error({ organization, fault: sayFault(fault) }, "an audit log is not what it was"),
      clock: createJobClock(database),
    }),
    tellOfJobs(log),
  );
  const exampleKeys = exampleInstanceIds.map(pseudonyms.instanceKey);
  return {
    settings,
    publication,
    database,
    ingest,
    sessions: createSessions(sessionSecret),
    endedSessions: createEndedSessions(database),
    formTokens: createFormTokens(sessionSecret),
    instances,
    organizations: openOrganizations(database, { pseudonyms, auditSigner, ...settings }),
    relay: relayViewOf(settings, pepper),
    jobs,
    log,
    reportFault,
    noteFailure: createFailureLog((failures) =>
      log.warn(failures, "attempts to sign in or to look up failed"),
    ),
    readOverview: createOverviewReader(database, exampleKeys),
    readStatus: createStatusReader(database, {
      startedAt: new Date(),
      door: publication.door,
      spoolState: () => ingest.spoolState,
    }),
    readSpool: () =>
      settings.isPrivate ? readSpool(ingest.spoolState) : publishSpool(readSpool(ingest.spoolState)),
    readEventTypeUse: createEventTypeUseReader(database, {
      exampleKeys,
      isPrivate: settings.isPrivate,
      readStatistic: statisticReader.read,
    }),
    readCorrections: (parts) => readCorrections(database, parts),
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
    async close() {
      instances.close();
      await jobs.stop();
    },
  };
}
