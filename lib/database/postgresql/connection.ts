import pg from "pg";
import { StartError } from "../types";

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 1_500;

/**
 * Sent with every new connection. The check interval lets the server notice that a statement's client has gone
 * (a time-out ends the connection), so that nobody's statement runs on for nothing. Compiling a statement takes longer
 * than any of ours runs.
 */
const SESSION_OPTIONS = "-c TimeZone=UTC -c client_connection_check_interval=1000 -c jit=off";

/** Where a server is, for people: nothing secret. */
export interface Place {
  host: string;
  port: number;
  database: string;
  user: string;
}

/** Reads where a URL leads. @throws StartError for anything but a PostgreSQL URL; its text is not repeated. */
export function placeOf(databaseUrl: string): Place {
  const wrong = "DATABASE_URL is not the address of a PostgreSQL database";
  const hint = "it looks like postgresql://user:password@host:5432/database";
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new StartError(`${wrong}: ${hint}.`);
  try {
    const client = new pg.Client({ connectionString: databaseUrl });
    if (!client.database) throw new Error("no database");
    return { host: client.host, port: client.port, database: client.database, user: client.user ?? "" };
  } catch {
    throw new StartError(`${wrong}: ${hint}.`);
  }
}

/** A place as `host:port/database`. */
export function describePlace({ host, port, database }: Place): string {
  return `${host}:${port}/${database}`;
}

/**
 * Opens a pool; no connection is made yet.
 *
 * @param log hears of connections that break while nobody uses them; they are replaced by themselves.
 */
export function openPool(databaseUrl: string, log: (line: string) => void, max = MAX_CONNECTIONS): pg.Pool {
  const given = new pg.Client({ connectionString: databaseUrl }) as unknown as {
    connectionParameters: { options?: string };
  };
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: [given.connectionParameters.options, SESSION_OPTIONS].filter(Boolean).join(" "),
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: "dblab-telemetry",
  });
  pool.on("error", (error) => log(`A connection to PostgreSQL broke: ${error.message}`));
  return pool;
}
