import { asDatabase } from "../asDatabase";
import { toDatabaseError } from "../errors";
import { migrate } from "../migrations/migrate";
import { type Database, DatabaseError, DatabaseUnavailable } from "../types";
import { whenPrepared } from "../whenPrepared";
import { describePlace, readAddress } from "./address";
import { openPool } from "./connection";
import { ensureSchema } from "./ensureSchema";
import { postgresDriver } from "./postgresDriver";
import { checkServer, checkSession, readSessionOf } from "./session";
import { startError } from "./startError";

/** What PgBouncer says, under the code of a broken connection, to what will never work. */
const MISCONFIGURED = /^(unsupported startup parameter|no such (database|user)|bouncer config error)/;

/**
 * Opens a PostgreSQL database through a pool and migrates it.
 *
 * @param mayBeAway a server that does not answer is tried again until it does; statements reject with
 *   DatabaseUnavailable meanwhile.
 * @throws StartError when the URL is wrong, the server cannot be used, or a migration fails.
 */
export async function openPostgres(
  databaseUrl: string,
  log: (line: string) => void = () => {},
  { mayBeAway = false }: { readonly mayBeAway?: boolean } = {},
): Promise<Database> {
  const address = readAddress(databaseUrl);
  const { place } = address;
  const pool = openPool(address, log);
  const driver = postgresDriver(pool);
  const prepare = async () => {
    await driver.withConnection(async (connection) => {
      const { schema } = connection;
      checkServer(await readSessionOf(connection), place);
      await ensureSchema(connection, { isGiven: address.schema !== undefined });
      checkSession(await readSessionOf(connection), { schema, isPooled: pool.session.isPooled });
    });
    await migrate(driver, log);
  };
  const given = (error: unknown) => (error instanceof DatabaseError ? (error.cause ?? error) : error);
  const inWords = (error: unknown) => startError(given(error), place);
  const about = { kind: "postgresql", location: describePlace(place) } as const;
  try {
    await prepare();
  } catch (error) {
    const away = toDatabaseError(given(error));
    if (mayBeAway && away instanceof DatabaseUnavailable && !MISCONFIGURED.test(away.message)) {
      const late = whenPrepared(driver, prepare, (reason) => log(inWords(reason).message), error);
      return asDatabase(late, { ...about, close: () => late.close().then(() => pool.end()) });
    }
    await pool.end();
    throw inWords(error);
  }
  return asDatabase(driver, { ...about, close: () => pool.end() });
}
