import { asDatabase } from "../asDatabase";
import { toDatabaseError } from "../errors";
import { type Database, DatabaseUnavailable } from "../types";
import { whenPrepared } from "../whenPrepared";
import { describePlace, readAddress } from "./address";
import { openPool } from "./connection";
import { postgresDriver } from "./postgresDriver";
import { preparePostgres } from "./prepare";
import { givenBy, startErrorOf } from "./startError";

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
  const prepare = () => preparePostgres(driver, { address, pool, log });
  const inWords = (error: unknown) => startErrorOf(error, place);
  const about = { kind: "postgresql", location: describePlace(place) } as const;
  try {
    await prepare();
  } catch (error) {
    const away = toDatabaseError(givenBy(error));
    if (mayBeAway && away instanceof DatabaseUnavailable && !MISCONFIGURED.test(away.message)) {
      const late = whenPrepared(driver, prepare, (reason) => log(inWords(reason).message), error);
      return asDatabase(late, { ...about, close: () => late.close().then(() => pool.end()) });
    }
    await pool.end();
    throw inWords(error);
  }
  return asDatabase(driver, { ...about, close: () => pool.end() });
}
