import type { JobState } from "../jobs/job";
import type { SpoolState } from "../spool/spool";
import type { Ingest } from "./ingest";

/** What ingest keeps in memory of tables that pages write. */
export type Kept = "keys" | "erasures";

/** The side that answers engines, as the side with the pages sees it: in this process, or in the one that started it. */
export interface IngestSide {
  /** True while events wait in the spool because the database does not take them. */
  readonly isAway: Ingest["isAway"];
  /** What waits there; null where it is switched off. */
  readonly spoolState: SpoolState | null;
  /** When it last wrote events, ISO 8601; null where it did not since it started. */
  readonly lastStoredAt: string | null;
  /** What repeats there, in the order in which it was declared. */
  readonly jobs: readonly JobState[];
  /** For who changed what ingest has in memory: resolves when ingest has read it. Never rejects: a job reads it soon. */
  changed(what: Kept): Promise<void>;
  /** Resolves when what was acknowledged before is counted, or after some seconds. Never rejects. */
  settle(): Promise<void>;
  /** Says whether anybody watches an instance. */
  watch(key: string, isWatched: boolean): void;
  /** @param listener told of watched instances of which events were just stored, and again when they are counted */
  onStored(listener: (keys: Iterable<string>) => void): void;
}
