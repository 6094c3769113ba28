import type { SchemaTables } from "./generated/tables";

/** For how long rows of a table stay. */
export type Kept =
  | "raw retention"
  | "billing retention"
  | "until erased"
  | "until purged"
  | "until undone"
  | "until removed"
  | "for thirty days"
  | "for hours"
  | "for minutes"
  | "for seconds"
  | "no limit";

/** A table as people read of it: docs/architecture.md and the privacy page list these, and tests compare them with the schema. */
export interface DescribedTable {
  readonly name: string;
  readonly holds: string;
  readonly kept: Kept;
}

/** What each table of `prisma/schema.prisma` holds. */
const tables: Readonly<Record<keyof SchemaTables, readonly [holds: string, kept: Kept]>> = {
  event: [
    "raw events as they are kept, by month, with the names of what was left out of them",
    "raw retention",
  ],
  instance: [
    "an instance under the hash of its ID: first and last seen, since when it counts, edition, its latest start",
    "until erased",
  ],
  instance_day: [
    "each day on which an instance sent something: how many events of each type, clone times in buckets of 1% error, alert levels, probed providers, protection, bands of uptime and of the age of data, and that day's last start",
    "until erased",
  ],
  instance_week_unknown: [
    "names of undocumented fields and event types that an instance sent in a week; never a value",
    "until erased",
  ],
  erasure: ["which instances are hidden and will be purged", "until purged"],
  erasure_receipt: ["what became of an erasure: times and counts, without the instance", "no limit"],
  refused_instance: [
    "hashes of instances whose events are dropped because their admin asked for it",
    "until undone",
  ],
  refusal_day: [
    "how many events were refused on a day, by reason, event type and field; never a value",
    "no limit",
  ],
  call_day: [
    "how many calls of the CI observer were answered on a day, which is all that is kept of them",
    "no limit",
  ],
  request_day: [
    "how many requests of engines were accepted or failed on a day, by the time to their answer; nothing of whose they were",
    "no limit",
  ],
  unknown_field_day: ["paths of undocumented fields that were sent on a day; never a value", "no limit"],
  statistic_point: ["closed periods of statistics as they were counted", "no limit"],
  statistic_period: ["which periods are closed, when they were counted, and which are held", "no limit"],
  statistic_piece: ["a period that is being counted, by ranges of instances; no instance", "for minutes"],
  statistic_live: ["open periods as they were counted last, on a private installation", "for minutes"],
  statistic_revision: ["corrections of published weeks, each with its date and reason", "no limit"],
  sender: [
    "relays and importers that are trusted, whose they are, with a keyed hash of their token",
    "no limit",
  ],
  organization: ["customers of the paid editions, with their plan", "no limit"],
  organization_key: ["keys of their engines, as keyed hashes", "no limit"],
  access_token: ["their access tokens, as keyed hashes", "no limit"],
  project: ["names of their projects", "no limit"],
  organization_instance: ["which instance is whose: the only clear instance IDs there are", "no limit"],
  usage_hour: [
    "the last usage report of an instance in an hour: CPUs, memory, size of the data",
    "billing retention",
  ],
  statement: [
    "what an organization used in a month as it was billed, by project and number of instance; no instance ID",
    "billing retention",
  ],
  support_member: ["who works in support, with a keyed hash of their token", "no limit"],
  support_grant: ["what support may look at, why, and until when", "no limit"],
  support_grant_instance: ["the instances of a grant", "no limit"],
  audit_entry: ["who did and saw what of an organization, chained by hashes", "no limit"],
  audit_checkpoint: [
    "how long an organization's audit log was on a day and its last hash, signed",
    "no limit",
  ],
  audit_root: ["one signed hash a day over all those checkpoints, which is published", "no limit"],
  webhook: ["where an organization is told of what happens: address and secret encrypted", "until removed"],
  webhook_delivery: ["what a webhook was told, in numbers, and how it was answered", "for thirty days"],
  fold_mark: ["how far the numbering of folds had come a moment ago", "for seconds"],
  installation: [
    "which installation this is: a random id, and a keyed hash of it by which another pepper is noticed",
    "no limit",
  ],
  ended_session: ["random identifiers of sessions that were signed out of; not whose they were", "for hours"],
  fold: ["which events were written a moment ago and are not counted yet; numbers only", "for seconds"],
  release: [
    "publications of all figures there were: when, what of, and the hash of their checksums",
    "no limit",
  ],
  release_file: ["the files of each, with sizes and checksums", "no limit"],
  release_part: ["which bytes a file is made of, in their order", "no limit"],
  release_blob: ["those bytes, each once: published figures and what describes them", "no limit"],
  log_entry: ["what the transparency log says: all of it is published", "no limit"],
  log_tile: ["hashes of its tree", "no limit"],
  log_checkpoint: ["what was signed of it", "no limit"],
  failure_count: [
    "how often somebody failed to sign in or to look up within a minute, under keyed hashes that change every hour; no address",
    "for minutes",
  ],
  job_lease: ["which process does a job that one does for all, and when it last succeeded", "no limit"],
};

/** Every table of `prisma/schema.prisma`. */
export const describedTables: readonly DescribedTable[] = Object.entries(tables).map(
  ([name, [holds, kept]]) => ({ name, holds, kept }),
);
