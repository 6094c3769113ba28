import pg from "pg";
import { toDatabaseError } from "../errors";
import { rowTypes } from "../rowTypes";
import { DatabaseUnavailable, type QueryOptions } from "../types";

const types: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: "text" | "binary") =>
    rowTypes[type] ?? pg.types.getTypeParser(type, format as "text")) as typeof pg.types.getTypeParser,
};

/**
 * Lends a connection to `work` and takes it back; it is thrown away when it broke or timed out.
 *
 * @param timeoutMs for everything, the wait for a connection included.
 * @throws DatabaseError, but errors of `work`'s own come through as they are.
 */
export async function withConnection<T>(
  pool: pg.Pool,
  work: (connection: Connection) => Promise<T>,
  timeoutMs?: number,
): Promise<T> {
  const deadline = timeoutMs === undefined ? undefined : performance.now() + timeoutMs;
  const client = await connect(pool, timeoutMs);
  const connection = new Connection(client, deadline);
  try {
    return await work(connection);
  } finally {
    connection.giveBack();
  }
}

/** A connection that is ours for a while. */
export class Connection {
  #broken = false;
  readonly #onError = () => {
    this.#broken = true;
  };

  /** @param deadline on the clock of `performance.now()`, for all statements together. */
  constructor(
    private readonly client: pg.PoolClient,
    private readonly deadline?: number,
  ) {
    client.on("error", this.#onError);
  }

  /** Runs a statement. @throws DatabaseError; after a time-out the connection is not used again. */
  async query(
    sql: string,
    parameters: readonly unknown[] = [],
    { timeoutMs, name }: QueryOptions = {},
  ): Promise<pg.QueryResult> {
    if (this.#broken) throw new DatabaseUnavailable("the connection to PostgreSQL broke");
    const config = { text: sql, values: [...parameters], types, ...(name === undefined ? {} : { name }) };
    const leftMs = Math.min(timeoutMs ?? Infinity, (this.deadline ?? Infinity) - performance.now());
    try {
      return await limit(this.client.query(config), leftMs);
    } catch (error) {
      const databaseError = toDatabaseError(error);
      if (databaseError instanceof DatabaseUnavailable) this.#broken = true;
      throw databaseError;
    }
  }

  /** Returns the connection to the pool, or closes it when its state is unknown. */
  giveBack(): void {
    this.client.off("error", this.#onError);
    this.client.release(this.#broken);
  }
}

/** A connection that arrives after the deadline goes straight back. */
async function connect(pool: pg.Pool, timeoutMs = Infinity): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  try {
    return await limit(connecting, timeoutMs);
  } catch (error) {
    connecting.then(
      (client) => client.release(),
      () => {},
    );
    throw toDatabaseError(error);
  }
}

function limit<T>(promise: Promise<T>, ms: number): Promise<T> {
  if (ms === Infinity) return promise;
  return new Promise((resolve, reject) => {
    const error = new DatabaseUnavailable("no answer from PostgreSQL in time", { sqlState: "57014" });
    const timer = setTimeout(() => reject(error), Math.max(ms, 0));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
