import type { Socket } from "node:net";
import { asDatabase } from "../asDatabase";
import type { Driver } from "../driver";
import { migrate } from "../migrations/migrate";
import { readMigrations } from "../migrations/readMigrations";
import { type Database, DatabaseUnavailable, type OpenOptions } from "../types";
import { whenPrepared } from "../whenPrepared";
import { backUpBefore } from "./backup/backUpBefore";
import { embeddedDriver } from "./embeddedDriver";
import { EmbeddedEngine } from "./engine";
import { ensureDatabaseFolder, isDiskFull, orStartError, prepareFolder } from "./folder";
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
 * Opens the embedded database in the data folder: locks the folder, makes the database if it is new, migrates. With
 * `mayBeAway` a database that does not open because its disk is full is tried again until it does.
 *
 * @throws StartError when the folder cannot be used or the database does not open.
 */
export async function openEmbedded(options: OpenOptions): Promise<EmbeddedDatabase> {
  const { dataFolder, holder, log = () => {}, mayBeAway = false } = options;
  prepareFolder(dataFolder);
  const lock = orStartError(dataFolder, () => lockFolder(dataFolder, holder));
  let engine: EmbeddedEngine | undefined;
  try {
    const folder = await ensureDatabaseFolder(dataFolder, async (unfinished) => {
      log(`Making a new database in ${dataFolder} …`);
      await makeDatabase(unfinished);
    });
    const mayOpenLater = () => mayBeAway && isDiskFull(folder);
    const opened = await EmbeddedEngine.open(folder, log, mayOpenLater);
    engine = opened;
    const about = { location: dataFolder, engine: opened, release: () => lock.release() };
    const driver = embeddedDriver(opened);
    const prepare = async () => {
      if (options.leaveSchema === true) return;
      await migrate(driver, log, readMigrations(), async ([first]) => {
        await backUpBefore(first?.name ?? "", { driver, dataFolder, log });
      });
    };
    try {
      await prepare();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || !mayOpenLater()) throw error;
      return asEmbedded(
        whenPrepared(driver, prepare, () => {}, error),
        about,
      );
    }
    return asEmbedded(driver, about);
  } catch (error) {
    await engine?.close();
    lock.release();
    throw error;
  }
}

interface About {
  readonly location: string;
  readonly engine: EmbeddedEngine;
  readonly release: () => void;
}

function asEmbedded(
  driver: Driver & { close?(): Promise<void> },
  { location, engine, release }: About,
): EmbeddedDatabase {
  const close = async () => {
    const prepared = driver.close?.();
    await engine.close().finally(release);
    await prepared;
  };
  return {
    ...asDatabase(driver, { kind: "embedded", location, close }),
    kind: "embedded",
    get flushes() {
      return engine.flushes;
    },
    lend: (socket) => lendDatabase(engine, socket),
    crash: () => engine.crash(),
  };
}
