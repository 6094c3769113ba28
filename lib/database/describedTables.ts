/** For how long rows of a table stay. */
export type Kept =
  | "raw retention"
  | "billing retention"
  | "until erased"
  | "until purged"
  | "until undone"
  | "no limit";

/** A table as people read of it: README.md and the privacy page list these, and tests compare them with the schema. */
export interface DescribedTable {
  readonly name: string;
  readonly holds: string;
  readonly kept: Kept;
}

/** Every table of `prisma/schema.prisma`. */
export const describedTables: readonly DescribedTable[] = [
  {
    name: "event",
    holds: "raw events as they are kept, by month, with the names of what was left out of them",
    kept: "raw retention",
  },
  {
    name: "instance",
    holds:
      "an instance under the hash of its ID: first and last seen, since when it counts, edition, its latest start",
    kept: "until erased",
  },
  {
    name: "instance_day",
    holds: "each day on which an instance sent something, with that day's last start",
    kept: "until erased",
  },
  {
    name: "instance_day_event",
    holds: "how many events of each type an instance sent on a day",
    kept: "until erased",
  },
  {
    name: "instance_day_clone_time",
    holds: "clone times of an instance on a day, in buckets of 1% error",
    kept: "until erased",
  },
  {
    name: "instance_day_value",
    holds: "alert levels, probed providers and bands of uptime of an instance on a day",
    kept: "until erased",
  },
  {
    name: "erasure",
    holds: "which instances are hidden and will be purged",
    kept: "until purged",
  },
  {
    name: "erasure_receipt",
    holds: "what became of an erasure: times and counts, without the instance",
    kept: "no limit",
  },
  {
    name: "refused_instance",
    holds: "hashes of instances whose events are dropped because their admin asked for it",
    kept: "until undone",
  },
  {
    name: "refusal_day",
    holds: "how many events were refused on a day, by reason, event type and field; never a value",
    kept: "no limit",
  },
  {
    name: "unknown_field_day",
    holds: "paths of undocumented fields that were sent on a day; never a value",
    kept: "no limit",
  },
  {
    name: "statistic_point",
    holds: "closed periods of statistics as they were counted",
    kept: "no limit",
  },
  {
    name: "statistic_period",
    holds: "which periods are closed, and when they were counted",
    kept: "no limit",
  },
  {
    name: "statistic_revision",
    holds: "corrections of published weeks, each with its date and reason",
    kept: "no limit",
  },
  {
    name: "sender",
    holds: "relays and importers that are trusted, with a keyed hash of their token",
    kept: "no limit",
  },
  {
    name: "organization",
    holds: "customers of the paid editions, with their plan",
    kept: "no limit",
  },
  {
    name: "organization_key",
    holds: "keys of their engines, as keyed hashes",
    kept: "no limit",
  },
  {
    name: "access_token",
    holds: "their access tokens, as keyed hashes",
    kept: "no limit",
  },
  { name: "project", holds: "names of their projects", kept: "no limit" },
  {
    name: "organization_instance",
    holds: "which instance is whose: the only clear instance IDs there are",
    kept: "no limit",
  },
  {
    name: "usage_hour",
    holds: "the last usage report of an instance in an hour: CPUs, memory, size of the data",
    kept: "billing retention",
  },
  {
    name: "support_member",
    holds: "who works in support, with a keyed hash of their token",
    kept: "no limit",
  },
  {
    name: "support_grant",
    holds: "what support may look at, why, and until when",
    kept: "no limit",
  },
  {
    name: "support_grant_instance",
    holds: "the instances of a grant",
    kept: "no limit",
  },
  {
    name: "audit_entry",
    holds: "who did and saw what of an organization, chained by hashes",
    kept: "no limit",
  },
  {
    name: "job_lease",
    holds: "which process does a job that one does for all, and when it last succeeded",
    kept: "no limit",
  },
];
