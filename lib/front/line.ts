import type { IngestSide, Kept } from "../ingest/ingestSide";

/** What the process in front tells the one with the pages. */
export type ToPages =
  | ({ readonly kind: "state" } & Pick<IngestSide, "isAway" | "spoolState" | "jobs">)
  | { readonly kind: "stored"; readonly keys: readonly string[] }
  /** What was said to have changed has been read. */
  | { readonly kind: "read"; readonly id: number }
  | { readonly kind: "stop" };

/** What the process with the pages tells the one in front. */
export type ToFront =
  | { readonly kind: "ready" }
  | { readonly kind: "changed"; readonly id: number; readonly what: Kept }
  | { readonly kind: "watch"; readonly key: string; readonly isWatched: boolean };

/** What the process with the pages is started with, as JSON in the environment variable of this name. */
export const behindVariable = "TELEMETRY_BEHIND";

export interface Behind {
  /** Path of the socket on which pages are asked for. */
  readonly socket: string;
  readonly clientAddressHeader: string;
  /** Of the embedded database, which is lent through descriptor 4; null where each process has connections of its own. */
  readonly lentDatabase: string | null;
}

/** The descriptor of the socket to the embedded database. */
export const databaseDescriptor = 4;
