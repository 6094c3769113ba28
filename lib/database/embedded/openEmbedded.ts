import { PrismaPGlite } from "pglite-prisma-adapter";
import { toDatabaseError } from "../errors";
import { PrismaClient } from "../generated/client";
import { migrateEmbedded } from "../migrations/migrateEmbedded";
import { rowTypes } from "../rowTypes";
import type { Database, OpenOptions, QueryOptions } from "../types";
import { EmbeddedEngine, withDeadline } from "./engine";
import { ensureDatabaseFolder, orStartError, prepareFolder } from "./folder";
import { lockFolder } from "./lock";
import { makeDatabase } from "./makeDatabase";
import { PgliteFacade, run } from "./pgliteFacade";
import { inTransaction } from "./transaction";
import type { WorkerLink } from "./workerLink";

/** A {@link Database} on the embedded engine, with what tests look at. */
export interface EmbeddedDatabase extends Database {
  readonly kind: "embedded";
  /** fsync calls of the database's thread so far. */
  readonly flushes: number;
  /** Ends the database's thread as a crash would. For tests. */
  crash(): Promise<void>;
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
    await migrateEmbedded(engine, log);
    return asDatabase(dataFolder, engine, () => lock.release());
  } catch (error) {
    await engine?.close();
    lock.release();
    throw error;
  }
}

function asDatabase(location: string, engine: EmbeddedEngine, release: () => void): EmbeddedDatabase {
  // The facade has the three methods the adapter uses, not the rest of PGlite.
  const facade = new PgliteFacade(engine) as unknown as ConstructorParameters<typeof PrismaPGlite>[0];
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(facade) });
  let closing: Promise<void> | undefined;
  return {
    kind: "embedded",
    location,
    prisma,
    get flushes() {
      return engine.flushes;
    },
    query: <Row>(sql: string, parameters?: readonly unknown[], options?: QueryOptions) =>
      engine.turn((link) => rowsOf<Row>(link, sql, parameters), options?.timeoutMs).catch(rethrow),
    transaction: (work) =>
      engine.turn((link) =>
        inTransaction(link, () =>
          work((sql, parameters, options) => limited(rowsOf(link, sql, parameters), options)),
        ),
      ),
    close() {
      closing ??= prisma
        .$disconnect()
        .then(() => engine.close())
        .finally(release);
      return closing;
    },
    crash: () => engine.crash(),
  };
}

async function rowsOf<Row>(
  link: WorkerLink,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await run(link, sql, parameters, { parsers: rowTypes });
  return result.rows as Row[];
}

/** Inside a transaction the turn is already taken, so only the wait for the answer is limited. */
function limited<Rows>(rows: Promise<Rows>, { timeoutMs }: QueryOptions = {}): Promise<Rows> {
  return (timeoutMs === undefined ? rows : withDeadline(rows, timeoutMs, () => {})).catch(rethrow);
}

function rethrow(error: unknown): never {
  throw toDatabaseError(error);
}
