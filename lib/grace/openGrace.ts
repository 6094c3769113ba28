import { unlessAway } from "../database/errors";
import { DatabaseUnavailable, type Session } from "../database/types";
import type { Sealer } from "../settings/sealer";
import { readGraceFile, removeGraceFile, writeGraceFile } from "./graceFile";
import { indexOf, type Known, type KnownIndex } from "./known";
import { readLinks, readParties } from "./readKnown";

export interface GraceOptions {
  readonly database: Pick<Session, "prisma">;
  /** What is known outlives the process in it, sealed. */
  readonly path: string;
  readonly sealer: Sealer;
  /** For so long after it was read it is believed; 0 believes nothing in place of the database, and keeps no file. */
  readonly hours: number;
  readonly now?: () => Date;
  /** Told of a file that cannot be read or written. */
  readonly onError: (error: unknown, what: string) => void;
}

/** Whom the service knows, in memory and in a file, for the time in which the database does not answer. */
export interface Grace {
  /** What was known when the database last answered. @throws DatabaseUnavailable where nobody may rely on it any more */
  known(): KnownIndex;
  /** The organization whose key the engine of an instance sends, as it was last read, however long ago; undefined for any other. */
  ownerOf(instanceKey: string): number | undefined;
  /** The organization of a key that is valid now, by its hash, as it was last read, however long ago; undefined for any other. */
  holderOf(keyHash: string): number | undefined;
  /** Reads it anew. An error leaves what is known. */
  refresh(): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/** Links are many, and change with new instances only. */
const linksEveryMs = 60_000;
/** A file in which nothing changed is written again so often, so that it says how old what it holds is. */
const writeEveryMs = 5 * 60_000;
const hourMs = 3_600_000;

/** Takes what a process before left, and reads what the database has. */
export async function openGrace(options: GraceOptions): Promise<Grace> {
  const { database, path, sealer, hours, onError, now = () => new Date() } = options;
  const isFileKept = hours > 0;
  if (!isFileKept) await removeGraceFile(path);
  const onFault = (error: unknown, fault: string) => onError(error, `${path} ${fault}`);
  let last = isFileKept ? await takeLeft(path, sealer, onFault) : null;
  let index = last === null ? null : indexOf(last);
  let linksRead = { text: "", readAt: Number.NEGATIVE_INFINITY };
  let written = { text: "", at: Number.NEGATIVE_INFINITY };
  let isFaulty = false;
  let reading: Promise<void> = Promise.resolve();
  let writing: Promise<void> = Promise.resolve();

  const write = async (known: Known) => {
    if (!isFileKept) return;
    const { readAt, projects: _, links: __, ...parties } = known;
    const text = JSON.stringify(parties) + linksRead.text;
    const at = new Date(readAt).getTime();
    if (text === written.text && Math.abs(at - written.at) < writeEveryMs) return;
    try {
      await writeGraceFile(path, known, sealer);
      written = { text, at };
      isFaulty = false;
    } catch (error) {
      // It is tried again every few seconds.
      if (!isFaulty) onFault(error, "could not be written");
      isFaulty = true;
    }
  };

  const read = async () => {
    const at = now();
    const parties = await readParties(database, at);
    const areLinksDue = Math.abs(at.getTime() - linksRead.readAt) >= linksEveryMs;
    const theirs = areLinksDue || last === null ? await readLinks(database) : last;
    const isSame = theirs === last;
    if (!isSame) linksRead = { text: JSON.stringify(theirs), readAt: at.getTime() };
    last = { readAt: at.toISOString(), ...parties, projects: theirs.projects, links: theirs.links };
    index = indexOf(last, isSame ? index?.links : undefined);
    writing = write(last);
    await writing;
  };

  const grace: Grace = {
    known() {
      const age = Math.abs(now().getTime() - new Date(last?.readAt ?? 0).getTime());
      return index !== null && isFileKept && age <= hours * hourMs ? index : unknown();
    },
    ownerOf(instanceKey) {
      const link = index?.links.get(instanceKey);
      return link?.isKeyed ? link.organizationId : undefined;
    },
    holderOf(keyHash) {
      const key = index?.keys.get(keyHash);
      if (key === undefined || (key.validUntil !== null && new Date(key.validUntil) <= now()))
        return undefined;
      return key.organizationId;
    },
    refresh() {
      const done = reading.then(read);
      reading = done.catch(() => {});
      return done;
    },
    close: () => writing,
  };
  await grace.refresh().catch(unlessAway);
  return grace;
}

async function takeLeft(
  path: string,
  sealer: Sealer,
  onFault: (error: unknown, fault: string) => void,
): Promise<Known | null> {
  try {
    return await readGraceFile(path, sealer);
  } catch (error) {
    onFault(error, "is ignored: it could not be read");
    return null;
  }
}

function unknown(): never {
  throw new DatabaseUnavailable("nothing is known that may be relied on");
}
