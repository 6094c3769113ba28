import { type DistributeOptions, type DistributeReport, distribute } from "../citus/distribute";
import { readAddress } from "./address";
import { openPool } from "./connection";
import { postgresDriver } from "./postgresDriver";
import { migratePostgres } from "./prepare";
import { startErrorOf } from "./startError";

/**
 * Spreads the tables of a database over the servers of its cluster, see `distribute`; migrates it first.
 *
 * @param log hears of migrations
 * @throws StartError where that cannot be done
 */
export async function distributePostgres(
  databaseUrl: string,
  options: DistributeOptions & { readonly log?: (line: string) => void } = {},
): Promise<DistributeReport> {
  const { log = () => {} } = options;
  const address = readAddress(databaseUrl);
  const pool = openPool(address, log);
  try {
    const driver = postgresDriver(pool);
    await migratePostgres(driver, { address, pool, log });
    return await distribute(driver, options);
  } catch (error) {
    throw startErrorOf(error, address.place);
  } finally {
    await pool.end();
  }
}
