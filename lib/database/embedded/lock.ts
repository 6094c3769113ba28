import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { tryLock, unlock } from "fs-native-extensions";
import { z } from "zod";
import { DatabaseInUse } from "../types";

const Holder = z.object({ pid: z.number(), holder: z.string(), since: z.string() });

/** A held lock; the kernel also lets go of it when the process ends, however it ends. */
export interface Lock {
  release(): void;
}

/**
 * Takes the data folder for this process.
 *
 * The lock belongs to the kernel and the file's content is only for people, so a crash leaves nothing to clean up.
 * @throws DatabaseInUse naming the holder when another process has the folder.
 */
export function lockFolder(folder: string, holder: string): Lock {
  const file = join(folder, "lock");
  const fd = openSync(file, "a+", 0o600);
  if (!tryLock(fd)) {
    closeSync(fd);
    throw new DatabaseInUse(`The data folder ${folder} is in use by ${describeHolder(file)}.`);
  }
  ftruncateSync(fd);
  writeSync(fd, `${JSON.stringify({ pid: process.pid, holder, since: new Date().toISOString() })}\n`);
  return {
    release() {
      ftruncateSync(fd);
      unlock(fd);
      closeSync(fd);
    },
  };
}

function describeHolder(file: string): string {
  try {
    const { pid, holder, since } = Holder.parse(JSON.parse(readFileSync(file, "utf8")));
    return `"${holder}" (process ${pid}, since ${since})`;
  } catch {
    return "another process";
  }
}
