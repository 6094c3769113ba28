import type { JobState } from "../jobs/job";
import { measureOne } from "./measure";
import type { Measured } from "./metric";
import { ProcessMeter } from "./ofProcess";

/** How the process in front stands at this moment. */
interface FrontNow {
  readonly version: string;
  readonly jobs: readonly JobState[];
  readonly connections: number;
  readonly keptBytes: number;
  readonly pages: { readonly isReady: boolean; readonly starts: number };
  /** Where `DATA_DIR` is. */
  readonly disk: { readonly freeBytes: number; readonly bytes: number };
}

/** Counts what the process in front does, beside ingest. */
export class FrontMeter {
  readonly #process = new ProcessMeter("front");

  /** @param isScrape see `ProcessMeter` */
  read({ version, jobs, connections, keptBytes, pages, disk }: FrontNow, isScrape = true): Measured[] {
    return [
      measureOne("telemetry_build_info", 1, { version }),
      measureOne("telemetry_start_time_seconds", performance.timeOrigin / 1_000),
      ...this.#process.read(jobs, isScrape),
      measureOne("telemetry_disk_free_bytes", disk.freeBytes),
      measureOne("telemetry_disk_bytes", disk.bytes),
      measureOne("telemetry_connections", connections),
      measureOne("telemetry_pages_up", pages.isReady ? 1 : 0),
      measureOne("telemetry_pages_starts_total", pages.starts),
      measureOne("telemetry_kept_pages_bytes", keptBytes),
    ];
  }
}
