import { existsSync } from "node:fs";
import { DurableFileSystem } from "./durableFileSystem.mjs";
import { openPglite } from "./openPglite.mjs";

/**
 * Makes a new database in an empty folder and ends. Arguments: the folder, and the process that waits for it.
 * A process of its own, because it takes 600 MB for a few seconds, which a thread would leave to the service.
 */
const [folder = "", parent = ""] = process.argv.slice(2);
const onParentGone = () => process.exit(1);
process.on("disconnect", onParentGone);

try {
  // A next start may already have cleaned up after that process; the file system would make the folder again.
  if (process.ppid !== Number(parent) || !existsSync(folder)) process.exit(1);
  const fileSystem = new DurableFileSystem(folder, {
    onStorageFailure: (error) => {
      throw error;
    },
  });
  const database = await openPglite(fileSystem, () => {});
  await database.close();
} catch (error) {
  process.send?.(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
process.off("disconnect", onParentGone);
process.disconnect?.();
