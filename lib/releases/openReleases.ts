import type { Database } from "../database/types";
import { proveReceipt, type ReceiptProof } from "./log/erasures";
import { createLog, type Log, type LogEntry } from "./log/log";
import { createLogSigner, type LogSigner, logNameOf } from "./log/signer";
import { writeKey } from "./log/tree/note";
import { createReleases, type Releases } from "./store/releases";

/** What was published, and the log that says so. */
export interface Published {
  readonly releases: Releases;
  readonly log: Log;
  /** The log's key in one line, as verifiers take it; null where nothing is published. */
  readonly logKey: string | null;
  /** That a receipt of an erasure is in the log; null where it is not, or not yet. */
  proveErasure(id: string): Promise<ErasureProof | null>;
  /** Changes with every release and every entry of the log. */
  readRevision(): Promise<string>;
}

/** The log's signer of an installation that publishes under an address; null of a private one. */
export function logSignerOf(publicUrl: string | undefined, secret: string): LogSigner | null {
  return publicUrl === undefined ? null : createLogSigner(secret, logNameOf(publicUrl));
}

/** A receipt's way into the log: to the root of its day, and that root's to a signed checkpoint. */
export interface ErasureProof extends ReceiptProof {
  readonly entry: LogEntry;
  /** C2SP tlog-proof. */
  readonly proof: string;
}

export async function openReleases(database: Database, logSigner: LogSigner | null): Promise<Published> {
  const log = createLog(database);
  return {
    releases: createReleases(database),
    log,
    async proveErasure(id) {
      if (logSigner === null) return null;
      const receipt = await proveReceipt(database, logSigner.blind, id);
      const entry = receipt === null ? null : await log.find("erasures", receipt.day);
      const proof = entry === null ? null : await log.prove(entry);
      return receipt === null || entry === null || proof === null ? null : { ...receipt, entry, proof };
    },
    logKey: logSigner === null ? null : await writeKey(logSigner.key),
    async readRevision() {
      const row = await database.sql
        .selectNoFrom(({ selectFrom }) => [
          selectFrom("release")
            .select(({ fn }) => fn.max("number").as("n"))
            .as("release"),
          selectFrom("log_checkpoint")
            .select(({ fn }) => fn.max("size").as("n"))
            .as("log"),
        ])
        .executeTakeFirst();
      return `${row?.release ?? 0} ${row?.log ?? 0}`;
    },
  };
}
