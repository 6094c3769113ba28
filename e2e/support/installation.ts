import { join } from "node:path";
import { openDatabase } from "../../lib/database/openDatabase";
import { copyEmbedded } from "../../lib/database/testing/embeddedTemplate";
import { sharedPostgres } from "../../lib/database/testing/sharedPostgres";
import type { Database } from "../../lib/database/types";
import { createPseudonyms, type Pseudonyms } from "../../lib/settings/pseudonyms";
import { readOrMakeSecret } from "../../lib/settings/secrets";
import { temporaryFolder } from "./server";

/** Where a server under test keeps its data, and how a test looks into it while no server runs. */
export interface Installation {
  readonly environment: Record<string, string>;
  open(): Promise<Database>;
  /** The key of its hashes. */
  pepper(): string;
  pseudonyms(): Pseudonyms;
  remove(): void;
}

/** An installation with a migrated database; of PostgreSQL on the server of the test run. */
export async function makeInstallation(kind: Database["kind"]): Promise<Installation> {
  const server = kind === "embedded" ? null : await sharedPostgres();
  return server === null ? embeddedInstallation() : postgresInstallation(await server.createMigrated());
}

/** In a folder on the disk, with a migrated database; or without one, for what is about a first start. */
export async function embeddedInstallation({ isNew = false } = {}): Promise<Installation> {
  const folder = temporaryFolder("installation");
  const dataFolder = join(folder.path, "data");
  if (!isNew) await copyEmbedded(dataFolder);
  const pepper = () => readOrMakeSecret(dataFolder, "instance-id-pepper");
  return {
    environment: { DATA_DIR: dataFolder },
    open: () => openDatabase({ dataFolder, holder: "a test" }),
    pepper,
    pseudonyms: () => createPseudonyms(pepper()),
    remove: () => folder.remove(),
  };
}

export function postgresInstallation(databaseUrl: string): Installation {
  const pepper = "a pepper of tests, at least 32 characters";
  const sessionSecret = "a session secret of tests, 32 characters";
  const folder = temporaryFolder("installation");
  return {
    environment: {
      DATA_DIR: folder.path,
      DATABASE_URL: databaseUrl,
      INSTANCE_ID_PEPPER: pepper,
      SESSION_SECRET: sessionSecret,
    },
    open: () => openDatabase({ databaseUrl, dataFolder: "", holder: "a test" }),
    pepper: () => pepper,
    pseudonyms: () => createPseudonyms(pepper),
    remove: () => folder.remove(),
  };
}
