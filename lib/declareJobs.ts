import { maintainDatabase } from "./database/maintain";
import { dropExpiredPartitions, ensurePartitions } from "./database/partitions";
import type { Database } from "./database/types";
import type { Ingest } from "./ingest/ingest";
import { purgeErased } from "./instances/erasure/purgeErased";
import type { Refusals } from "./instances/erasure/refusals";
import type { JobClock } from "./jobs/clock";
import type { Job } from "./jobs/job";
import type { RequestCounter } from "./objective/requestCounter";
import type { Fault } from "./organizations/audit/checkpoints/fault";
import { publishCheckpoints } from "./organizations/audit/checkpoints/publishCheckpoints";
import type { AuditSigner } from "./organizations/audit/checkpoints/signer";
import { closeMonths } from "./organizations/billing/closeMonths";
import type { Prices } from "./organizations/billing/prices";
import type { KeyRing } from "./organizations/keys/keyRing";
import { expireUsage } from "./organizations/usage/expireUsage";
import { runWebhooks } from "./organizations/webhooks/deliver";
import { postSigned } from "./organizations/webhooks/postSigned";
import type { LogSigner } from "./releases/log/signer";
import { publishReleases } from "./releases/publish";
import { forgetEndedSessions } from "./sessions/endedSessions";
import type { Pseudonyms } from "./settings/pseudonyms";
import type { Settings } from "./settings/settings";
import { keepStatistics } from "./statistics/count/keepStatistics";
import { helpCounting } from "./statistics/count/pieces";
import { statistics } from "./statistics/declared/statistics";
import type { Publication } from "./statistics/publish/publication";

interface OfIngest {
  readonly ingest: Pick<Ingest, "flushCounts" | "adoptFolds">;
  readonly keyRing: Pick<KeyRing, "refresh">;
  readonly refusals: Pick<Refusals, "refresh">;
  readonly requests: Pick<RequestCounter, "flush">;
}

interface OfPages {
  readonly database: Database;
  readonly settings: Pick<Settings, "rawRetentionDays" | "billingRetentionDays" | "webhookReach">;
  readonly publication: Publication;
  /** Under which address releases are made, and who signs the log of them; null where nothing is published. */
  readonly releasing: { readonly baseUrl: string; readonly logSigner: LogSigner } | null;
  readonly auditSigner: AuditSigner;
  readonly pseudonyms: Pseudonyms;
  /** The operator's; null for none. */
  readonly prices: Prices | null;
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
export function declareIngestJobs({ ingest, keyRing, refusals, requests }: OfIngest): readonly Job[] {
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
      name: "requests",
      everyMs: minute,
      atStart: false,
      lease: false,
      run: () => requests.flush(),
      onError: "counts of requests could not be written",
    },
    {
      name: "folds",
      everyMs: 5 * second,
      atStart: false,
      lease: false,
      run: () => ingest.adoptFolds(),
      onError: "events of a process that is gone could not be counted",
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
      everyMs: second,
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
  releasing,
  auditSigner,
  pseudonyms,
  prices,
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
      name: "releases",
      everyMs: minute,
      atStart: true,
      lease: true,
      async run(turn) {
        if (releasing === null) return;
        // What is published stays.
        await clock.checkBeforeDeleting("releases");
        await publishReleases(database, turn, { statistics, publication, now, ...releasing });
      },
      onError: "a release or the log of them could not be made",
    },
    {
      name: "pieces",
      everyMs: 2 * second,
      atStart: false,
      lease: false,
      run: () => helpCounting(database, { statistics, rule: publication }),
      onError: "a part of a period could not be counted",
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
      name: "statements",
      everyMs: hour,
      atStart: true,
      lease: true,
      async run({ goOn }) {
        // What is closed too early would stay without the reports that were still to come.
        await clock.checkBeforeDeleting("statements");
        await closeMonths({ context: { database, pseudonyms, now: now() }, prices, goOn });
      },
      onError: "months could not be closed",
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
      name: "webhooks",
      everyMs: 10 * second,
      atStart: true,
      lease: true,
      async run(turn) {
        const { webhookReach: reach } = settings;
        await runWebhooks({ database, pseudonyms, turn, now, post: (post) => postSigned(post, { reach }) });
      },
      onError: "webhooks could not be served",
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
