import { cpSync } from "node:fs";
import { openDatabase } from "../openDatabase";
import { once } from "./testRun";

/** Makes a data folder with a migrated database without rows, as a copy of one that is made once in a run. */
export async function copyEmbedded(dataFolder: string): Promise<void> {
  const { folder } = await once("embedded", async (made) => {
    await (await openDatabase({ dataFolder: made, holder: "a test" })).close();
  });
  cpSync(folder, dataFolder, { recursive: true });
}
