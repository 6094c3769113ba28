import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import { temporaryFolder } from "./temporaryFolder";

/** A file system of its own and of this size, for the running test; skips it where none can be mounted. */
export function smallDisk(megabytes: number, { skip }: TestContext): string {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  if (mounted.status !== 0) {
    console.warn(
      "A SMALL DISK CANNOT BE MOUNTED HERE (that takes root): the test on a full disk is SKIPPED.",
    );
    skip("no permission to mount a tmpfs");
  }
  onTestFinished(() => void spawnSync("umount", ["-l", folder]));
  return folder;
}

/** Writes a file `filler` until nothing fits any more. */
export function fill(disk: string): void {
  for (let bytes = 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) appendFileSync(join(disk, "filler"), Buffer.alloc(bytes));
    } catch {
      // Full for pieces of this size.
    }
  }
}
