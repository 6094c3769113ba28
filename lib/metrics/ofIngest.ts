import type { RefusalReason } from "../http/problems";
import { refusalReasons } from "../http/problems";
import type { Call } from "../ingest/calls";
import { boundsMs } from "../objective/bands";
import type { Outcomes } from "../objective/requestCounter";
import type { SpoolState } from "../spool/spool";
import { meteredCalls, meteredStatuses } from "./declared";
import { Histogram } from "./histogram";
import { measure, measureOne } from "./measure";
import type { Measured } from "./metric";

/** Seconds. */
const requestBounds = boundsMs.map((ms) => ms / 1_000);
const batchBounds = [1, 4, 16, 64, 256, 1_000];

/** How ingest stands at this moment. */
export interface IngestNow {
  readonly isAway: boolean;
  readonly spoolState: SpoolState | null;
  readonly queues: { readonly single: number; readonly batch: number; readonly drain: number };
  readonly folds: { readonly waiting: number; readonly ageSeconds: number };
  /** Of requests that are judged by the objective. */
  readonly outcomes: Outcomes;
}

const reasons = Object.keys(refusalReasons) as RefusalReason[];
const width = meteredStatuses.length;
/** Where an answer that is not declared counts: as a fault, never as one that was well. */
const atFault = meteredStatuses.indexOf(500);

/** Counts what ingest does. Notes are plain additions: an engine waits for each of them. */
export class IngestMeter {
  readonly #callAt = new Map<string, number>(meteredCalls.map((call, at) => [call, at]));
  readonly #statusAt = new Map<number, number>(meteredStatuses.map((status, at) => [status, at]));
  readonly #requests = new Float64Array(meteredCalls.length * width);
  readonly #event = new Histogram(requestBounds);
  readonly #batch = new Histogram(requestBounds);
  readonly #call = new Histogram(requestBounds);
  readonly #batchRows = new Histogram(batchBounds);
  readonly #refusals = new Map<string, number>(reasons.map((reason) => [reason, 0]));
  #events = 0;
  #lastEventAt = 0;

  /** Notes the answer to a call. @param ms from the request that was read to the answer */
  answered(call: Call["name"], status: number, ms: number): void {
    const at = (this.#callAt.get(call) ?? 0) * width + (this.#statusAt.get(status) ?? atFault);
    this.#requests[at] = (this.#requests[at] as number) + 1;
    const histogram = call === "telemetry_event" ? this.#event : call === "events" ? this.#batch : this.#call;
    histogram.observe(ms / 1_000);
  }

  /** Notes a write. */
  stored(rows: number): void {
    this.#batchRows.observe(rows);
    this.#events += rows;
    this.#lastEventAt = Date.now();
  }

  refused(reason: string): void {
    const count = this.#refusals.get(reason);
    if (count !== undefined) this.#refusals.set(reason, count + 1);
  }

  /** When events were last written, milliseconds; 0 before the first. */
  get lastEventAt(): number {
    return this.#lastEventAt;
  }

  read({ isAway, spoolState, queues, folds, outcomes }: IngestNow): Measured[] {
    const requests = meteredCalls.flatMap((call, row) =>
      meteredStatuses.map((status, column) => ({
        labels: { call, status },
        value: this.#requests[row * width + column] as number,
      })),
    );
    const since = spoolState?.since ?? null;
    return [
      measure(
        "telemetry_requests_total",
        requests.filter(({ value, labels }) => value > 0 || labels.status === 200),
      ),
      measure("telemetry_request_seconds", [
        ...this.#event.samples("telemetry_request_seconds", { kind: "event" }),
        ...this.#batch.samples("telemetry_request_seconds", { kind: "batch" }),
        ...this.#call.samples("telemetry_request_seconds", { kind: "call" }),
      ]),
      measure(
        "telemetry_objective_requests_total",
        Object.entries(outcomes).map(([outcome, value]) => ({ labels: { outcome }, value })),
      ),
      measure(
        "telemetry_refusals_total",
        reasons.map((reason) => ({ labels: { reason }, value: this.#refusals.get(reason) ?? 0 })),
      ),
      measureOne("telemetry_events_total", this.#events),
      measureOne("telemetry_last_event_time_seconds", this.#lastEventAt / 1_000),
      measure("telemetry_batch_rows", this.#batchRows.samples("telemetry_batch_rows")),
      measure(
        "telemetry_queue_rows",
        Object.entries(queues).map(([queue, value]) => ({ labels: { queue }, value })),
      ),
      measureOne("telemetry_spool_events", spoolState?.records ?? 0),
      measureOne("telemetry_spool_bytes", spoolState?.bytes ?? 0),
      measureOne("telemetry_spool_limit_bytes", spoolState?.limitBytes ?? 0),
      measureOne(
        "telemetry_spool_age_seconds",
        since === null ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1_000),
      ),
      measureOne("telemetry_spool_damaged_total", spoolState?.damaged ?? 0),
      measureOne("telemetry_database_away", isAway ? 1 : 0),
      measureOne("telemetry_folds_waiting", folds.waiting),
      measureOne("telemetry_fold_age_seconds", folds.ageSeconds),
    ];
  }
}
