import { statfs } from "node:fs/promises";

/** How large the disk is that a folder is on, and how much of it is free. Zeros where nobody can tell; never rejects. */
export async function readDisk(
  folder: string,
): Promise<{ readonly freeBytes: number; readonly bytes: number }> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, bytes: blocks * bsize };
  } catch {
    return { freeBytes: 0, bytes: 0 };
  }
}
