import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { askForBackup } from "../../lib/control";
import { keepBackup, keepStream } from "../../lib/database/embedded/backup/keepBackup";
import { restoreBackup } from "../../lib/database/embedded/backup/restoreBackup";
import { writeBackup } from "../../lib/database/embedded/backup/writeBackup";
import { openEmbedded } from "../../lib/database/embedded/openEmbedded";
import { StartError } from "../../lib/database/types";
import { readSettings, SettingsError } from "../../lib/settings/settings";
import { sayBytes } from "../../lib/words/sayBytes";
import { defineFileCommand, NotDone } from "./command";

/** What cannot be done is said in one line. */
async function orNotDone<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SettingsError || error instanceof StartError) throw new NotDone(error.message);
    throw error;
  }
}

function embeddedFolder(): string {
  const { databaseUrl, dataDir } = readSettings(process.env);
  if (databaseUrl === undefined) return dataDir;
  throw new NotDone(
    "This is for the embedded database. Of PostgreSQL make backups in its own ways, such as pg_dump.",
  );
}

async function backUp(dataFolder: string, file: string): Promise<void> {
  const fromService = await askForBackup(dataFolder).catch((error: Error) => {
    throw new NotDone(error.message);
  });
  if (fromService !== null) return keepStream(fromService, file);
  if (!existsSync(dataFolder)) throw new NotDone(`${dataFolder} is not there.`);
  const database = await openEmbedded({ dataFolder, holder: "npm run admin", leaveSchema: true });
  await keepBackup(writeBackup(database, dataFolder), file).finally(() => database.close());
}

export const backupCommands = [
  defineFileCommand({
    name: "backup",
    parameters: ["file"],
    about:
      "Writes the embedded database and the secrets of DATA_DIR into a file (.tar.gz), while the service runs or not. Anyone who has it can read everything",
    given: z.object({ file: z.string().min(1) }),
    run: ({ file }) =>
      orNotDone(async () => {
        const to = resolve(file);
        if (existsSync(to)) throw new NotDone(`${to} is there already.`);
        await backUp(embeddedFolder(), to);
        const { size } = statSync(to);
        return { json: { file: to, bytes: size }, text: `${to}: ${sayBytes(size)}` };
      }),
  }),
  defineFileCommand({
    name: "restore",
    parameters: ["file"],
    about: "Puts a backup into a DATA_DIR that has no database. The service must not run there",
    given: z.object({ file: z.string().min(1) }),
    run: ({ file }) =>
      orNotDone(async () => {
        const folder = embeddedFolder();
        const restored = await restoreBackup(resolve(file), folder);
        return {
          json: { folder, ...restored },
          text: `${folder}: ${restored.files} files, ${sayBytes(restored.bytes)}. Start the service`,
        };
      }),
  }),
];
