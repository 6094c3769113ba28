import { readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { syncFolder } from "../spool/segments";

/** The text of a file; null where there is none. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Replaces a file in one step: whoever reads it meets the old text or the new one. Resolves when it is on disk. */
export async function replaceFile(folder: string, path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
  syncFolder(folder);
}
