import type { SchemaTables } from "./generated/tables";

/**
 * Where a table's rows are in a cluster of PostgreSQL servers (Citus); one server has all of it.
 *
 * - `byInstance`: spread over the servers by `instance_key`, all rows of an instance on the same one
 * - `reference`: all of it on every server, for what the others point to
 * - `local`: on the coordinator alone
 */
export type Placement = "byInstance" | "reference" | "local";

/** The column that says on which server a row of a `byInstance` table is. */
export const placedBy = "instance_key";

/**
 * Of each table of `prisma/schema.prisma`. What grows with instances and events is `byInstance`: its unique keys hold
 * `instance_key`, it has no rules, and points to `reference` tables at most.
 */
export const placements: Readonly<Record<keyof SchemaTables, Placement>> = {
  event: "byInstance",
  instance: "byInstance",
  instance_day: "byInstance",
  instance_week_unknown: "byInstance",
  erasure: "byInstance",
  refused_instance: "byInstance",
  organization_instance: "byInstance",
  usage_hour: "byInstance",
  support_grant_instance: "byInstance",
  organization: "reference",
  project: "reference",
  erasure_receipt: "local",
  refusal_day: "local",
  call_day: "local",
  unknown_field_day: "local",
  statistic_point: "local",
  statistic_period: "local",
  statistic_piece: "local",
  statistic_live: "local",
  statistic_revision: "local",
  sender: "local",
  organization_key: "local",
  access_token: "local",
  statement: "local",
  support_member: "local",
  support_grant: "local",
  audit_entry: "local",
  audit_checkpoint: "local",
  audit_root: "local",
  webhook: "local",
  webhook_delivery: "local",
  fold_mark: "local",
  installation: "local",
  ended_session: "local",
  fold: "local",
  release: "local",
  release_file: "local",
  release_part: "local",
  release_blob: "local",
  log_entry: "local",
  log_tile: "local",
  log_checkpoint: "local",
  failure_count: "local",
  request_day: "local",
  job_lease: "local",
};

/**
 * Rules of the database, by table: nothing in these rows changes. A table that Citus takes notice of in any way loses its
 * rules without a word, so these stay plainly local: no foreign key leads from them to what is not, or back.
 */
export const ruledTables = {
  audit_entry: ["audit_entry_is_kept", "audit_entry_stays"],
  audit_checkpoint: ["audit_checkpoint_is_kept", "audit_checkpoint_stays"],
  audit_root: ["audit_root_is_kept", "audit_root_stays"],
  log_checkpoint: ["log_checkpoint_is_kept", "log_checkpoint_stays"],
  log_entry: ["log_entry_is_kept", "log_entry_stays"],
  release: ["release_is_kept", "release_stays"],
  release_file: ["release_file_is_kept", "release_file_stays"],
  release_part: ["release_part_is_kept", "release_part_stays"],
  statement: ["statement_stays"],
} as const satisfies { readonly [Table in keyof SchemaTables]?: readonly string[] };

/**
 * Tables of the coordinator that Citus is told of, because a transaction changes them together with rows that are spread: both
 * or neither, however it plans the statements, even where the coordinator dies in between.
 */
export const trackedTables = ["fold", "erasure_receipt"] as const satisfies readonly (keyof SchemaTables)[];

/** Every table that is placed so. */
export function tablesPlaced(placement: Placement): (keyof SchemaTables)[] {
  const names = Object.keys(placements) as (keyof SchemaTables)[];
  return names.filter((name) => placements[name] === placement);
}
