import type { Database } from "../database/types";
import type { Turn } from "../jobs/job";
import { appendLog } from "./log/appendLog";
import type { LogSigner } from "./log/signer";
import type { ReleaseOptions } from "./make/readSource";
import { makeReleases } from "./makeReleases";

/** What publishing needs: of an installation that publishes nothing, nothing. */
export interface PublishOptions extends ReleaseOptions {
  readonly logSigner: LogSigner;
}

/** A turn of the job: makes the release that is due, and writes into the log what it does not say yet. */
export async function publishReleases(
  database: Database,
  turn: Turn,
  { logSigner, ...options }: PublishOptions,
): Promise<void> {
  await makeReleases(database, turn, options);
  await turn.write(async (session) => {
    await appendLog(session, logSigner, options.now());
  });
}
