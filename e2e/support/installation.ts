import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../lib/database/openDatabase";
import type { startScratchPostgres } from "../../lib/database/testing/scratchPostgres";
import type { Database } from "../../lib/database/types";
import { createPseudonyms, type Pseudonyms } from "../../lib/settings/pseudonyms";
import { temporaryFolder } from "./server";

/** Where a server under test keeps its data, and how a test looks into it while no server runs. */
export interface Installation {
  readonly environment: Record<string, string>;
  open(): Promise<Database>;
  pseudonyms(): Pseudonyms;
  remove(): Promise<void>;
}

export type Cluster = NonNullable<Awaited<ReturnType<typeof startScratchPostgres>>>;

export async function embeddedInstallation(): Promise<Installation> {
  const folder = temporaryFolder("installation");
  const dataFolder = join(folder.path, "data");
  return {
    environment: { DATA_DIR: dataFolder },
    open: () => openDatabase({ dataFolder, holder: "a test" }),
    pseudonyms: () => createPseudonyms(readFileSync(join(dataFolder, "instance-id-pepper"), "utf8").trim()),
    remove: async () => folder.remove(),
  };
}

/** A database of its own on a scratch cluster. */
export async function postgresInstallation(cluster: Cluster): Promise<Installation> {
  const databaseUrl = await cluster.createDatabase();
  const pepper = "a pepper of tests, at least 32 characters";
  const sessionSecret = "a session secret of tests, 32 characters";
  return {
    environment: { DATABASE_URL: databaseUrl, INSTANCE_ID_PEPPER: pepper, SESSION_SECRET: sessionSecret },
    open: () => openDatabase({ databaseUrl, dataFolder: "", holder: "a test" }),
    pseudonyms: () => createPseudonyms(pepper),
    remove: async () => {},
  };
}
