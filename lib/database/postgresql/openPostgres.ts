import { asDatabase } from "../asDatabase";
import type { Driver } from "../driver";
import { migrate } from "../migrations/migrate";
import { type Database, DatabaseError, StartError } from "../types";
import { describePlace, openPool, placeOf } from "./connection";
import { postgresDriver } from "./postgresDriver";
import { startError } from "./startError";

const OLDEST_VERSION = 15;

/**
 * Opens a PostgreSQL database through a pool and migrates it.
 *
 * @throws StartError when the URL is wrong, the server cannot be used, or a migration fails.
 */
export async function openPostgres(
  databaseUrl: string,
  log: (line: string) => void = () => {},
): Promise<Database> {
  const place = placeOf(databaseUrl);
  const pool = openPool(databaseUrl, log);
  const driver = postgresDriver(pool);
  try {
    await checkVersion(driver);
    await migrate(driver, log);
  } catch (error) {
    await pool.end();
    throw startError(error instanceof DatabaseError ? (error.cause ?? error) : error, place);
  }
  return asDatabase(driver, { kind: "postgresql", location: describePlace(place), close: () => pool.end() });
}

async function checkVersion(driver: Driver): Promise<void> {
  const { rows } = await driver.withConnection((connection) =>
    connection.execute({
      sql: "select current_setting('server_version_num')::int4",
      parameters: [],
      parsers: {},
      asArrays: true,
    }),
  );
  const version = Math.floor(Number((rows as number[][])[0]?.[0]) / 10_000);
  if (version < OLDEST_VERSION) {
    throw new StartError(
      `PostgreSQL ${OLDEST_VERSION} or newer is needed; DATABASE_URL leads to ${version}.`,
    );
  }
}
