import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Sealer } from "../settings/sealer";
import { Known } from "./known";

/** Of the form of the file: one that is written otherwise is not read. */
const firstLine = "dblab-telemetry known 1";

/**
 * Reads what a process before left; null where there is no file.
 * @throws where it was changed, was sealed under another pepper, or cannot be read
 */
export async function readGraceFile(path: string, sealer: Sealer): Promise<Known | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const [first, sealed = ""] = text.split("\n");
  const opened = first === firstLine ? sealer.open(sealed) : null;
  if (opened === null) throw new Error("the file is damaged, or of another pepper or version");
  return Known.parse(JSON.parse(opened));
}

/** Writes it durably in place of what was there. At any moment the file is the old one or the new one. */
export async function writeGraceFile(path: string, known: Known, sealer: Sealer): Promise<void> {
  // Several processes may share the folder.
  const draft = `${path}.${process.pid}.new`;
  try {
    await filled(await open(draft, "w", 0o600), `${firstLine}\n${sealer.seal(JSON.stringify(known))}\n`);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

export function removeGraceFile(path: string): Promise<void> {
  return rm(path, { force: true });
}

async function filled(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
