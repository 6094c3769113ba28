import { type EngineVersion, existsIn, type JsonObject } from "../../lib/catalogue";
import type { Build } from "./builds";
import type { Timetable } from "./timetable";

/** What an engine says of itself when it starts. Sizes in bytes. */
export interface StartFacts {
  readonly build: Build;
  readonly postgres: string;
  readonly fsType: "zfs" | "lvm" | "";
  readonly pools: number;
  readonly totalBytes: number;
  readonly usedBytes: number;
  readonly mode: "logical" | "physical" | "unknown";
  readonly timetable: Pick<Timetable, "line">;
  readonly jobs: readonly string[] | null;
  readonly cpu: number;
  readonly memoryBytes: number;
}

/** `engine_started` as an engine of that build sends it: `db_engine` and `system` since 3.4, sizes never with LVM. */
export function startedPayload(facts: StartFacts): JsonObject {
  const hasSystem = existsIn(facts.build.line, "3.4.0");
  const isMeasured = facts.fsType === "zfs";
  const used = isMeasured ? facts.usedBytes : 0;
  return {
    engine_version: facts.build.text,
    ...(hasSystem ? { db_engine: "postgres" } : {}),
    db_version: facts.postgres,
    pools: {
      fs_type: facts.fsType,
      number: facts.pools,
      total_size: isMeasured ? facts.totalBytes : 0,
      total_used: used,
    },
    restore: {
      mode: facts.mode,
      refreshing: facts.timetable.line,
      jobs: facts.jobs === null ? null : [...facts.jobs],
    },
    ...(hasSystem ? { system: { cpu: facts.cpu, total_memory: facts.memoryBytes, data_used: used } } : {}),
  };
}

/** Why a refresh did not happen. */
export type RefreshTrouble =
  | "failed"
  | "in progress"
  | "no pool to refresh"
  | "no pool at start"
  | "first retrieval";

/** `alert` with the text that engines of that version send. */
export function alertPayload(
  trouble: RefreshTrouble,
  { line, mode }: { readonly line: EngineVersion; readonly mode: string },
): JsonObject {
  switch (trouble) {
    case "failed":
      return { level: "refresh_failed", message: "Failed to run full-refresh" };
    case "first retrieval":
      return { level: "refresh_failed", message: `Failed to perform initial data retrieving: ${mode}` };
    case "no pool at start":
      return { level: "refresh_failed", message: "Pool to perform data refresh not found" };
    case "no pool to refresh":
      return { level: "refresh_skipped", message: "Pool to perform full refresh not found. Skip refreshing" };
    case "in progress": {
      const what = existsIn(line, "3.2.0") ? "refresh/snapshot" : "refresh";
      return {
        level: "refresh_skipped",
        message: `The data ${what} is currently in progress. Skip a new data refresh iteration`,
      };
    }
  }
}
