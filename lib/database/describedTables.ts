import type { SchemaTables } from "./generated/tables";

/** For how long rows of a table stay. */
export type Kept =
  | "raw retention"
  | "billing retention"
  | "until erased"
  | "until purged"
  | "until undone"
  | "for hours"
  | "no limit";

/** A table as people read of it: README.md and the privacy page list these, and tests compare them with the schema. */
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
  instance_day: ["each day on which an instance sent something, with that day's last start", "until erased"],
  instance_day_event: ["how many events of each type an instance sent on a day", "until erased"],
  instance_day_clone_time: ["clone times of an instance on a day, in buckets of 1% error", "until erased"],
  instance_day_value: [
    "alert levels, probed providers, protection, bands of uptime and of the age of data of an instance on a day",
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
  unknown_field_day: ["paths of undocumented fields that were sent on a day; never a value", "no limit"],
  statistic_point: ["closed periods of statistics as they were counted", "no limit"],
  statistic_period: ["which periods are closed, when they were counted, and which are held", "no limit"],
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
  support_member: ["who works in support, with a keyed hash of their token", "no limit"],
  support_grant: ["what support may look at, why, and until when", "no limit"],
  support_grant_instance: ["the instances of a grant", "no limit"],
  audit_entry: ["who did and saw what of an organization, chained by hashes", "no limit"],
  audit_checkpoint: [
    "how long an organization's audit log was on a day and its last hash, signed",
    "no limit",
  ],
  audit_root: ["one signed hash a day over all those checkpoints, which is published", "no limit"],
  installation: [
    "which installation this is: a random id, and a keyed hash of it by which another pepper is noticed",
    "no limit",
  ],
  ended_session: ["random identifiers of sessions that were signed out of; not whose they were", "for hours"],
  job_lease: ["which process does a job that one does for all, and when it last succeeded", "no limit"],
};

/** Every table of `prisma/schema.prisma`. */
export const describedTables: readonly DescribedTable[] = Object.entries(tables).map(
  ([name, [holds, kept]]) => ({ name, holds, kept }),
);
