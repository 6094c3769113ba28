import { refusalReasons } from "../http/problems";
import { platformCallNames } from "../ingest/calls";
import type { MetricDeclaration } from "./metric";

/** Calls that engines and senders make. */
export const meteredCalls = ["telemetry_event", "events", "unknown", ...platformCallNames] as const;

/** What they can be answered. */
export const meteredStatuses = [
  ...new Set([200, ...Object.values(refusalReasons).map(({ status }) => status)]),
].sort((a, b) => a - b);

/** The two processes of a service. */
export const meteredProcesses = ["front", "pages"] as const;

/** Classes of SQLSTATE that a statement can fail with; all others are `other`. */
export const errorClasses = "08 22 23 25 28 3D 40 42 53 54 55 57 58 XX other".split(" ");

const processes = { process: meteredProcesses };
const jobs = { ...processes, job: "named by the code" } as const;

/** Everything that `/metrics` tells. The page of docs/operating.md, the dashboard and the alert rules name these and no others. */
export const declaredMetrics = {
  telemetry_build_info: {
    type: "gauge",
    help: "1, with the version of the service",
    labels: { version: "named by the code" },
  },
  telemetry_start_time_seconds: { type: "gauge", help: "when the process in front started" },
  telemetry_requests_total: {
    type: "counter",
    help: "requests of engines and senders, by call and answer",
    labels: { call: meteredCalls, status: meteredStatuses.map(String) },
  },
  telemetry_request_seconds: {
    type: "histogram",
    help: "from a request that was read to its answer",
    labels: { kind: ["event", "batch", "call"] },
  },
  telemetry_objective_requests_total: {
    type: "counter",
    help: "requests that the objective judges, by whether they met it",
    labels: { outcome: ["met", "late", "failed"] },
  },
  telemetry_refusals_total: {
    type: "counter",
    help: "events and calls that were refused, by reason",
    labels: { reason: Object.keys(refusalReasons) },
  },
  telemetry_events_total: { type: "counter", help: "events that were written to the database" },
  telemetry_last_event_time_seconds: {
    type: "gauge",
    help: "when events were last written; 0 before the first",
  },
  telemetry_batch_rows: { type: "histogram", help: "events in one write" },
  telemetry_queue_rows: {
    type: "gauge",
    help: "events that wait for a writer",
    labels: { queue: ["single", "batch", "drain"] },
  },
  telemetry_spool_events: { type: "gauge", help: "events on the disk that wait for the database" },
  telemetry_spool_bytes: { type: "gauge", help: "bytes that they take" },
  telemetry_spool_limit_bytes: { type: "gauge", help: "bytes that they may take; 0 where there is no spool" },
  telemetry_spool_age_seconds: { type: "gauge", help: "how long the oldest of them waits" },
  telemetry_spool_damaged_total: { type: "counter", help: "events of the spool that could not be stored" },
  telemetry_disk_free_bytes: { type: "gauge", help: "bytes that are free on the disk of `DATA_DIR`" },
  telemetry_disk_bytes: { type: "gauge", help: "bytes that this disk has; 0 where nobody can tell" },
  telemetry_database_away: { type: "gauge", help: "1 while events wait because the database takes none" },
  telemetry_database_seconds: {
    type: "histogram",
    help: "statements, from asking to their last row",
    labels: processes,
  },
  telemetry_database_errors_total: {
    type: "counter",
    help: "statements that failed, by class of SQLSTATE",
    labels: { ...processes, class: errorClasses },
  },
  telemetry_folds_waiting: { type: "gauge", help: "folds whose events are not in the roll-ups yet" },
  telemetry_fold_age_seconds: { type: "gauge", help: "how long the oldest of them is open" },
  telemetry_job_age_seconds: {
    type: "gauge",
    help: "since a job last succeeded, as far as the process knows",
    labels: jobs,
  },
  telemetry_job_interval_seconds: { type: "gauge", help: "how often a job is due", labels: jobs },
  telemetry_job_failures: { type: "gauge", help: "turns of a job that failed in a row", labels: jobs },
  telemetry_live_watchers: { type: "gauge", help: "readers that watch live events", labels: processes },
  telemetry_sessions_opened_total: {
    type: "counter",
    help: "sessions that were opened",
    labels: { ...processes, kind: ["instance", "organization", "support", "operator", "relay", "made"] },
  },
  telemetry_connections: { type: "gauge", help: "connections of clients" },
  telemetry_pages_up: { type: "gauge", help: "1 while the process with the pages serves" },
  telemetry_pages_starts_total: { type: "counter", help: "how many times it began to serve" },
  telemetry_kept_pages_bytes: { type: "gauge", help: "memory of the public pages that are kept" },
  telemetry_event_loop_lag_seconds: {
    type: "gauge",
    help: "how late the event loop is, since the last scrape",
    labels: { ...processes, quantile: ["0.5", "0.99", "1"] },
  },
  telemetry_memory_bytes: {
    type: "gauge",
    help: "memory of a process",
    labels: { ...processes, kind: ["resident", "heap", "external"] },
  },
  telemetry_cpu_seconds_total: { type: "counter", help: "processor time of a process", labels: processes },
} as const satisfies Record<string, MetricDeclaration>;

export type MetricName = keyof typeof declaredMetrics;
