import pg from "pg";
import type { Connection, Driver, Parsers, Result, Statement } from "../driver";
import { asUnavailable, toDatabaseError } from "../errors";
import { DatabaseUnavailable } from "../types";
import type { Pool } from "./connection";

/** A pool as a driver; a connection that broke or timed out is thrown away. */
export function postgresDriver(pool: Pool): Driver {
  return {
    async withConnection(work, timeoutMs) {
      const deadline = timeoutMs === undefined ? undefined : performance.now() + timeoutMs;
      const connection = new PoolConnection(await connect(pool, timeoutMs), pool.session, deadline);
      try {
        return await work(connection);
      } finally {
        connection.giveBack();
      }
    },
  };
}

/** After a time-out it is not used again. */
class PoolConnection implements Connection {
  #broken = false;
  readonly #onError = () => {
    this.#broken = true;
  };

  /** @param deadline on the clock of `performance.now()`, for all statements together. */
  constructor(
    private readonly client: pg.PoolClient,
    private readonly session: Pool["session"],
    private readonly deadline?: number,
  ) {
    client.on("error", this.#onError);
  }

  async execute({ sql, parameters, parsers, asArrays, timeoutMs, name }: Statement): Promise<Result> {
    const { rows, fields, rowCount } = await this.#query(
      {
        text: sql,
        values: [...parameters],
        types: parsedBy(parsers),
        ...(asArrays ? { rowMode: "array" } : {}),
        // What one session of the server was told to prepare, another one does not know.
        ...(name === undefined || this.session.isPooled ? {} : { name }),
      },
      timeoutMs,
    );
    return { rows, fields, affectedRows: rowCount ?? 0 };
  }

  get schema(): string {
    return this.session.schema ?? "public";
  }

  async script(sql: string): Promise<string | undefined> {
    // Of several statements `pg` gives as many results.
    const results: pg.QueryResult | pg.QueryResult[] = await this.#query({ text: sql });
    return [results].flat().at(-1)?.command;
  }

  async #query(config: pg.QueryConfig, timeoutMs = Infinity): Promise<pg.QueryResult> {
    if (this.#broken) throw new DatabaseUnavailable("the connection to PostgreSQL broke");
    const leftMs = Math.min(timeoutMs, (this.deadline ?? Infinity) - performance.now());
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

const ownTypes = new WeakMap<Parsers, pg.CustomTypesConfig>();

function parsedBy(parsers: Parsers): pg.CustomTypesConfig {
  const known = ownTypes.get(parsers);
  if (known) return known;
  const getTypeParser = (type: number, format?: "text" | "binary") =>
    parsers[type] ?? pg.types.getTypeParser(type, format as "text");
  const types = { getTypeParser: getTypeParser as typeof pg.types.getTypeParser };
  ownTypes.set(parsers, types);
  return types;
}

/** A connection that arrives after the deadline goes straight back. */
async function connect(pool: Pool, timeoutMs = Infinity): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  try {
    return await limit(connecting, timeoutMs);
  } catch (error) {
    connecting.then(
      (client) => client.release(),
      () => {},
    );
    throw asUnavailable(error);
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
