import { DurableFileSystem } from "./durableFileSystem.mjs";
import { openPglite } from "./openPglite.mjs";

/**
 * Makes a new database in the empty folder given as argument, and ends. A process of its own, because it takes
 * 600 MB for a few seconds, which a thread would leave to the service.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error("the folder is missing");
const onParentGone = () => process.exit(1);
process.on("disconnect", onParentGone);

try {
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
