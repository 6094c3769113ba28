import type { IngestSide, Kept } from "../ingest/ingestSide";
import type { Measured } from "../metrics/metric";

/** What the process in front tells the one with the pages. */
export type ToPages =
  | ({ readonly kind: "state" } & Pick<IngestSide, "isAway" | "spoolState" | "lastStoredAt" | "jobs">)
  | { readonly kind: "stored"; readonly keys: readonly string[] }
  /** What was said to have changed has been read, or what was stored is counted. */
  | { readonly kind: "read"; readonly id: number }
  /** Asks which revision of the published figures pages are made of. */
  | { readonly kind: "figures"; readonly id: number }
  /** Asks what was counted for `/metrics`. */
  | { readonly kind: "metrics"; readonly id: number }
  /** The answer to what was asked. */
  | { readonly kind: "measured"; readonly id: number; readonly metrics: readonly Measured[] }
  | { readonly kind: "stop" };

/** What the process with the pages tells the one in front. */
export type ToFront =
  | { readonly kind: "ready" }
  | { readonly kind: "changed"; readonly id: number; readonly what: Kept }
  | { readonly kind: "settle"; readonly id: number }
  /** Asks what this process counted, for the operator's page. */
  | { readonly kind: "measure"; readonly id: number }
  | { readonly kind: "watch"; readonly key: string; readonly isWatched: boolean }
  /** The answer to what was asked; null where it cannot be read now. */
  | { readonly kind: "figures"; readonly id: number; readonly revision: string | null }
  | { readonly kind: "metrics"; readonly id: number; readonly metrics: readonly Measured[] };

/** What the process with the pages is started with, as JSON in the environment variable of this name. */
export const behindVariable = "TELEMETRY_BEHIND";

export interface Behind {
  /** Path of the socket on which pages are asked for. */
  readonly socket: string;
  readonly clientAddressHeader: string;
  /** Name of the header by which a page for all is asked for; random, so that nobody else can ask. */
  readonly forAllHeader: string;
  /** Of the embedded database, which is lent through descriptor 4; null where each process has connections of its own. */
  readonly lentDatabase: string | null;
}

/** The descriptor of the socket to the embedded database. */
export const databaseDescriptor = 4;
