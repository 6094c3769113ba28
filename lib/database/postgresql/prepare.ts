import { checkCluster, refuseWorker } from "../citus/checkCluster";
import { placeWhatIsNew } from "../citus/placeTables";
import { readCluster } from "../citus/readCluster";
import type { Driver } from "../driver";
import { migrate } from "../migrations/migrate";
import { readMigrations } from "../migrations/readMigrations";
import type { Address } from "./address";
import type { Pool } from "./connection";
import { ensureSchema } from "./ensureSchema";
import { checkServer, checkSession, readSessionOf } from "./session";

interface PrepareOptions {
  readonly address: Address;
  readonly pool: Pool;
  readonly log: (line: string) => void;
}

/**
 * Brings a server's database to the code's schema, and looks whether it can be used: server, session, and where its tables
 * are spread over several servers, how they lie.
 * @throws StartError where it cannot
 */
export async function preparePostgres(driver: Driver, options: PrepareOptions): Promise<void> {
  await migratePostgres(driver, options);
  const cluster = await driver.withConnection(readCluster);
  if (cluster !== null) checkCluster(cluster);
}

/** The same, however its tables lie. */
export async function migratePostgres(driver: Driver, { address, pool, log }: PrepareOptions): Promise<void> {
  await driver.withConnection(async (connection) => {
    const { schema } = connection;
    checkServer(await readSessionOf(connection), address.place);
    await ensureSchema(connection, { isGiven: address.schema !== undefined });
    checkSession(await readSessionOf(connection), { schema, isPooled: pool.session.isPooled });
    const cluster = await readCluster(connection);
    if (cluster !== null) refuseWorker(cluster);
  });
  await migrate(driver, log, readMigrations(), async () => {}, placeWhatIsNew);
}
