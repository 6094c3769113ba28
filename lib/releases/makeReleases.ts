import type { Database } from "../database/types";
import type { Turn } from "../jobs/job";
import { composeRelease } from "./make/composeRelease";
import { type ReleaseOptions, readSource } from "./make/readSource";
import { storeBlobs } from "./store/storeBlobs";
import { storeRelease } from "./store/storeRelease";

/**
 * A turn of the job: makes the release that is due. It is there whole or not at all: its parts are stored as they are made, and a
 * turn that comes after one that was killed makes the same ones again without writing them; the release itself is one
 * transaction, which only whoever has the lease can make.
 * @returns its id; null where none was due or the turn had to end
 */
export async function makeReleases(
  database: Database,
  turn: Turn,
  options: ReleaseOptions,
): Promise<string | null> {
  const source = await readSource(database, options);
  if (source === null) return null;
  const composed = await composeRelease(source, storeBlobs(database), turn.goOn);
  if (composed === null) return null;
  const isWritten = await turn.write((session) => storeRelease(session, source, composed));
  return isWritten ? source.id : null;
}
