import { chmodSync, cpSync, statSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../openDatabase";
import { isInTestRun, once } from "./testRun";

/** Makes a data folder with a migrated database without rows, as a copy of one that is made once in a run. */
export async function copyEmbedded(dataFolder: string): Promise<void> {
  const make = async (folder: string) =>
    (await openDatabase({ dataFolder: folder, holder: "a test" })).close();
  if (!isInTestRun()) return make(dataFolder);
  const { folder } = await once("embedded", make);
  cpSync(folder, dataFolder, { recursive: true });
  // Node 24 gives a copied folder another mode than its original has.
  chmodSync(join(dataFolder, "pg"), statSync(join(folder, "pg")).mode);
}
