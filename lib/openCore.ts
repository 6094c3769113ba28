import type { Logger } from "pino";
import { describeError } from "./database/describeError";
import { openDatabase } from "./database/openDatabase";
import { type Database, StartError } from "./database/types";
import type { ShareFailure } from "./http/failureBudgets";
import { createFailureSharing } from "./limits/shareFailures";
import { openPepper } from "./openPepper";
import { createLog } from "./output";
import { createPseudonyms, type Pseudonyms } from "./settings/pseudonyms";
import { readSettings, type Settings, SettingsError } from "./settings/settings";
import { createPublication, type Publication } from "./statistics/publish/publication";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What both sides of the service, the one that answers engines and the one with the pages, are made of. */
export interface Core {
  readonly settings: Settings;
  readonly log: Logger;
  readonly database: Database;
  readonly pepper: string;
  readonly pseudonyms: Pseudonyms;
  readonly publication: Publication;
  /** For a limit of a name: has its failures count in all processes on the database. */
  readonly shareFailures: (limit: string) => ShareFailure;
  /** Writes of a fault into the log what a log may say of it. */
  readonly reportFault: (error: unknown, what: string) => void;
}

/** How a process of this port is named to whoever finds its folders in use. */
export const holderOf = (port: number) => `DBLab Telemetry on port ${port}`;

/** True for an error whose message alone tells the operator what to change. */
export function isStartError(error: unknown): error is Error {
  return error instanceof SettingsError || error instanceof StartError;
}

/** What a start that failed says: one line where the operator can mend it, and everything there is to know where not. */
export function wordsOfFailure(error: unknown): string {
  if (isStartError(error)) return error.message;
  return (error instanceof Error && error.stack) || String(error);
}

/**
 * Reads the settings and opens the database.
 * @param report receives progress of the start, one line at a time
 * @param borrow opens the database where it is not this process that has it
 * @throws SettingsError or StartError with one line for the terminal
 */
export async function openCore(
  environment: Environment,
  report: (line: string) => void,
  borrow?: () => Database,
): Promise<Core> {
  const settings = readSettings(environment);
  const log = createLog(settings.logLevel);
  let isOpen = false;
  // Whoever starts the service reads lines; once it serves, all that it prints is its log.
  const tell = (line: string) => (isOpen ? log.warn(line) : report(line));
  const database = borrow?.() ?? (await open(settings, tell));
  isOpen = true;
  const pepper = await openPepper(database, settings).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const pseudonyms = createPseudonyms(pepper);
  const reportFault: Core["reportFault"] = (error, what) => log.error(describeError(error), what);
  return {
    settings,
    log,
    database,
    pepper,
    pseudonyms,
    publication: createPublication(settings, pepper),
    shareFailures: createFailureSharing(database, {
      pseudonyms,
      onError: (error) => reportFault(error, "failures could not be counted for all processes"),
    }),
    reportFault,
  };
}

function open(settings: Settings, report: (line: string) => void): Promise<Database> {
  return openDatabase({
    dataFolder: settings.dataDir,
    mayBeAway: settings.spoolLimit > 0,
    holder: holderOf(settings.port),
    log: report,
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
  });
}
