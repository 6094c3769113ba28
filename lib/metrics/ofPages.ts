import type { SealedKind } from "../http/sessions";
import type { JobState } from "../jobs/job";
import { measure } from "./measure";
import type { Measured } from "./metric";
import { ProcessMeter } from "./ofProcess";

const of = { process: "pages" } as const;

/** Counts what the side with the pages does. */
export class PagesMeter {
  readonly #process = new ProcessMeter(of.process);
  readonly #sessions = new Map<SealedKind, number>();

  /** Notes that a session was opened. */
  opened(kind: SealedKind): void {
    this.#sessions.set(kind, (this.#sessions.get(kind) ?? 0) + 1);
  }

  /** @param isScrape see `ProcessMeter` */
  read(
    { jobs, watchers }: { readonly jobs: readonly JobState[]; readonly watchers: number },
    isScrape = true,
  ): Measured[] {
    return [
      ...this.#process.read(jobs, isScrape),
      measure("telemetry_live_watchers", [{ labels: of, value: watchers }]),
      measure(
        "telemetry_sessions_opened_total",
        [...this.#sessions].map(([kind, value]) => ({ labels: { ...of, kind }, value })),
      ),
    ];
  }
}
