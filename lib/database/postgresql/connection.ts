import pg from "pg";
import type { Address } from "./address";
import { pinSession, readSession, startupParameters } from "./session";
import { isAboutTls } from "./tls";

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 1_500;

/** Connections of ours, each as the code needs it. */
export interface Pool {
  /** Lends one. Rejects with what `pg` throws. */
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
  /** What is known of connections once there was one. */
  readonly session: Session;
}

interface Session {
  /** The one schema that is read and written; undefined before the first connection. */
  readonly schema: string | undefined;
  /** Whether statements of one connection may reach several sessions of the server: none is ours to set. */
  readonly isPooled: boolean;
}

/** Internal to `pg`, and the only way to a startup parameter that is not among its options. */
interface StartsUp {
  getStartupConf(): Record<string, string>;
}

class Client extends pg.Client {
  getStartupConf(): Record<string, string> {
    const { getStartupConf } = pg.Client.prototype as unknown as StartsUp;
    return { ...getStartupConf.call(this), ...startupParameters };
  }
}

/**
 * Opens a pool; no connection is made yet.
 *
 * @param log hears of connections that break while nobody uses them; they are replaced by themselves.
 */
export function openPool(address: Address, log: (line: string) => void, max = MAX_CONNECTIONS): Pool {
  const session: { schema: string | undefined; isPooled: boolean } = {
    schema: address.schema,
    isPooled: address.isPooled,
  };
  const pool = new pg.Pool({
    Client,
    connectionString: address.connectionString,
    ssl: address.tls[0] ?? false,
    max: address.connections ?? max,
    connectionTimeoutMillis: address.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: "dblab-telemetry",
    async onConnect(client) {
      const execute = async (text: string) => {
        const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: CONNECT_TIMEOUT_MS };
        return (await client.query(query)).rows as unknown[];
      };
      const state = await readSession(execute);
      session.schema ??= ownSchema(state.schema);
      // A pooler gives its clients numbers of its own, not that of the process which does the work.
      session.isPooled ||= (client as unknown as { processID: unknown }).processID !== state.pid;
      if (!session.isPooled) await pinSession(execute, state, session.schema);
    },
  });
  pool.on("error", (error) => log(`A connection to PostgreSQL broke: ${error.message}`));
  return { connect: () => connectBy(pool, address.tls), end: () => pool.end(), session };
}

/** Connects in the way that was accepted last, or else in the others. */
async function connectBy(pool: pg.Pool, attempts: Address["tls"]): Promise<pg.PoolClient> {
  const present = pool.options.ssl ?? false;
  try {
    return await pool.connect();
  } catch (error) {
    const other = attempts.find((attempt) => attempt !== present);
    if (other === undefined || !isAboutTls(error)) throw error;
    pool.options.ssl = other;
    return await pool.connect().catch((otherError: unknown) => {
      pool.options.ssl = present;
      // Where both are refused, what is said without TLS not being there says less.
      throw isAboutTls(otherError) && present === false ? error : otherError;
    });
  }
}

/** The first schema of a search path, where it is one for tables. */
function ownSchema(found: string | null): string {
  return found === null || /^pg_|^information_schema$/.test(found) ? "public" : found;
}
