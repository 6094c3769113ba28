import type { Socket } from "node:net";
import { asDatabase } from "../asDatabase";
import { migrate } from "../migrations/migrate";
import type { Database, OpenOptions } from "../types";
import { embeddedDriver } from "./embeddedDriver";
import { EmbeddedEngine } from "./engine";
import { ensureDatabaseFolder, orStartError, prepareFolder } from "./folder";
import { lendDatabase } from "./lend";
import { lockFolder } from "./lock";
import { makeDatabase } from "./makeDatabase";

/** A {@link Database} on the embedded engine, with what tests look at. */
export interface EmbeddedDatabase extends Database {
  readonly kind: "embedded";
  /** fsync calls of the database's thread so far. */
  readonly flushes: number;
  /** Lets another process use it, through a socket to it; see `borrowDatabase`. */
  lend(socket: Socket): void;
  /** Ends the database's thread as a crash would. For tests. */
  crash(): Promise<void>;
}

export function isEmbedded(database: Database): database is EmbeddedDatabase {
  return "lend" in database;
}

/**
 * Opens the embedded database in the data folder: locks the folder, makes the database if it is new, migrates.
 *
 * @throws StartError when the folder cannot be used or the database does not open.
 */
export async function openEmbedded(options: OpenOptions): Promise<EmbeddedDatabase> {
  const { dataFolder, holder, log = () => {} } = options;
  prepareFolder(dataFolder);
  const lock = orStartError(dataFolder, () => lockFolder(dataFolder, holder));
  let engine: EmbeddedEngine | undefined;
  try {
    const folder = await ensureDatabaseFolder(dataFolder, async (unfinished) => {
      log(`Making a new database in ${dataFolder} …`);
      await makeDatabase(unfinished);
    });
    engine = await EmbeddedEngine.open(folder, log);
    await migrate(embeddedDriver(engine), log);
    return asEmbedded(dataFolder, engine, () => lock.release());
  } catch (error) {
    await engine?.close();
    lock.release();
    throw error;
  }
}

function asEmbedded(location: string, engine: EmbeddedEngine, release: () => void): EmbeddedDatabase {
  const close = () => engine.close().finally(release);
  return {
    ...asDatabase(embeddedDriver(engine), { kind: "embedded", location, close }),
    kind: "embedded",
    get flushes() {
      return engine.flushes;
    },
    lend: (socket) => lendDatabase(engine, socket),
    crash: () => engine.crash(),
  };
}
