import { maintainDatabase } from "./database/maintain";
import { dropExpiredPartitions, ensurePartitions } from "./database/partitions";
import type { Database } from "./database/types";
import type { Ingest } from "./ingest/ingest";
import { purgeErased } from "./instances/erasure/purgeErased";
import type { Refusals } from "./instances/erasure/refusals";
import type { JobClock } from "./jobs/clock";
import type { Job } from "./jobs/job";
import type { Fault } from "./organizations/audit/checkpoints/fault";
import { publishCheckpoints } from "./organizations/audit/checkpoints/publishCheckpoints";
import type { AuditSigner } from "./organizations/audit/checkpoints/signer";
import type { KeyRing } from "./organizations/keys/keyRing";
import { expireUsage } from "./organizations/usage/expireUsage";
import { forgetEndedSessions } from "./sessions/endedSessions";
import type { Settings } from "./settings/settings";
import { keepStatistics } from "./statistics/count/keepStatistics";
import { statistics } from "./statistics/declared/statistics";
import type { Publication } from "./statistics/publish/publication";

interface OfIngest {
  readonly ingest: Pick<Ingest, "flushCounts">;
  readonly keyRing: Pick<KeyRing, "refresh">;
  readonly refusals: Pick<Refusals, "refresh">;
}

interface OfPages {
  readonly database: Database;
  readonly settings: Pick<Settings, "rawRetentionDays" | "billingRetentionDays">;
  readonly publication: Publication;
  readonly auditSigner: AuditSigner;
  /** Told of an organization's audit log that is not what it was. */
  readonly onFault: (alias: string, fault: Fault) => void;
  readonly now?: () => Date;
  /** Without it the time is believed. */
  readonly clock?: JobClock;
}

/** What a killed process loses of its counts. */
const countFlushMs = 2_000;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** What repeats as long as engines are answered: each process that does so does it for itself. */
export function declareIngestJobs({ ingest, keyRing, refusals }: OfIngest): readonly Job[] {
  return [
    {
      name: "counts",
      everyMs: countFlushMs,
      atStart: false,
      lease: false,
      run: () => ingest.flushCounts(),
      onError: "counts of refusals could not be written",
    },
    {
      name: "keys",
      everyMs: 5 * second,
      atStart: false,
      lease: false,
      run: keyRing.refresh,
      onError: "keys of organizations could not be read",
    },
    {
      name: "refused instances",
      everyMs: 5 * second,
      atStart: false,
      lease: false,
      run: refusals.refresh,
      onError: "refused instances could not be read",
    },
  ];
}

/** Everything else that repeats, away from engines. What lasts as long as a connection only is not among it. */
export function declarePageJobs({
  database,
  settings,
  publication,
  auditSigner,
  onFault,
  now = () => new Date(),
  clock = { check: async () => {}, checkBeforeDeleting: async () => {} },
}: OfPages): readonly Job[] {
  return [
    {
      name: "statistics",
      everyMs: 30 * second,
      atStart: true,
      lease: true,
      async run(turn) {
        // What is published is counted once.
        await (publication.isPrivate ? clock.check() : clock.checkBeforeDeleting("statistics"));
        await keepStatistics(database, turn, { statistics, ...publication, now });
      },
      onError: "statistics could not be kept up to date",
    },
    {
      name: "purge",
      everyMs: minute,
      atStart: true,
      lease: true,
      async run({ goOn }) {
        await clock.checkBeforeDeleting("purge");
        await purgeErased(database, { now: now(), goOn });
      },
      onError: "an erased instance could not be purged",
    },
    {
      name: "partitions",
      everyMs: hour,
      atStart: false,
      lease: true,
      async run() {
        const retention = { now: now(), retentionDays: settings.rawRetentionDays };
        await ensurePartitions(database, retention);
        await clock.checkBeforeDeleting("partitions");
        await dropExpiredPartitions(database, retention);
      },
      onError: "partitions could not be kept",
    },
    {
      name: "checkpoints",
      everyMs: hour,
      atStart: true,
      lease: true,
      async run({ goOn }) {
        await clock.check();
        await publishCheckpoints(database, auditSigner, { now: now(), onFault, goOn });
      },
      onError: "audit logs could not be signed",
    },
    {
      name: "usage",
      everyMs: day,
      atStart: false,
      lease: true,
      async run({ goOn }) {
        await clock.checkBeforeDeleting("usage");
        await expireUsage(database, { now: now(), retentionDays: settings.billingRetentionDays, goOn });
      },
      onError: "old usage reports could not be deleted",
    },
    {
      name: "sessions",
      everyMs: hour,
      atStart: false,
      lease: true,
      run: () => forgetEndedSessions(database, now()),
      onError: "ended sessions could not be forgotten",
    },
    {
      name: "maintenance",
      everyMs: day,
      atStart: false,
      lease: true,
      run: ({ goOn }) => maintainDatabase(database, goOn),
      onError: "the database could not be maintained",
    },
  ];
}

/** Every job there is, as one process with both sides runs them. */
export function declareJobs(worked: OfIngest & OfPages): readonly Job[] {
  return [...declareIngestJobs(worked), ...declarePageJobs(worked)];
}
