import { monitorEventLoopDelay } from "node:perf_hooks";
import { onStatements } from "../database/statementTimes";
import type { JobState } from "../jobs/job";
import { errorClasses, type meteredProcesses } from "./declared";
import { Histogram } from "./histogram";
import { measure } from "./measure";
import type { Measured } from "./metric";

type ProcessName = (typeof meteredProcesses)[number];

const statementBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Between two looks at the event loop: enough to see what engines notice, and next to no work. */
const lookEveryMs = 20;
const perSecond = 1e9;

/** Counts what any of our processes does: its event loop, memory, statements and jobs. */
export class ProcessMeter {
  readonly #process: ProcessName;
  readonly #lag = monitorEventLoopDelay({ resolution: lookEveryMs });
  readonly #statements = new Histogram(statementBounds);
  readonly #errors = new Map<string, number>(errorClasses.map((name) => [name, 0]));

  constructor(process: ProcessName) {
    this.#process = process;
    this.#lag.enable();
    onStatements((ms, sqlState) => {
      this.#statements.observe(ms / 1_000);
      if (sqlState !== null) this.#countError(sqlState.slice(0, 2));
    });
  }

  /** @param isScrape how late the event loop is, is told since the last scrape: whoever else asks takes nothing from it */
  read(jobs: readonly JobState[], isScrape: boolean): Measured[] {
    const of = { process: this.#process };
    const { rss, heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const memory = { resident: rss, heap: heapUsed, external };
    return [
      measure("telemetry_database_seconds", this.#statements.samples("telemetry_database_seconds", of)),
      measure(
        "telemetry_database_errors_total",
        [...this.#errors].map(([name, value]) => ({ labels: { ...of, class: name }, value })),
      ),
      measure(
        "telemetry_job_age_seconds",
        jobs.flatMap(({ name, lastSuccessAt }) =>
          lastSuccessAt === null
            ? []
            : { labels: { ...of, job: name }, value: (Date.now() - lastSuccessAt.getTime()) / 1_000 },
        ),
      ),
      measure(
        "telemetry_job_interval_seconds",
        jobs.map(({ name, everyMs }) => ({ labels: { ...of, job: name }, value: everyMs / 1_000 })),
      ),
      measure(
        "telemetry_job_failures",
        jobs.map(({ name, failures }) => ({ labels: { ...of, job: name }, value: failures })),
      ),
      measure("telemetry_event_loop_lag_seconds", this.#readLag(of, isScrape)),
      measure(
        "telemetry_memory_bytes",
        Object.entries(memory).map(([kind, value]) => ({ labels: { ...of, kind }, value })),
      ),
      measure("telemetry_cpu_seconds_total", [{ labels: of, value: (user + system) / 1e6 }]),
    ];
  }

  #readLag(of: { readonly process: ProcessName }, isScrape: boolean) {
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / perSecond - lookEveryMs / 1_000);
    const quantiles = {
      "0.5": this.#lag.percentile(50),
      "0.99": this.#lag.percentile(99),
      "1": this.#lag.max,
    };
    const samples = Object.entries(quantiles).map(([quantile, nanoseconds]) => ({
      labels: { ...of, quantile },
      value: Number.isFinite(nanoseconds) ? late(nanoseconds) : 0,
    }));
    if (isScrape) this.#lag.reset();
    return samples;
  }

  #countError(name: string): void {
    const known = this.#errors.has(name) ? name : "other";
    this.#errors.set(known, (this.#errors.get(known) ?? 0) + 1);
  }
}
