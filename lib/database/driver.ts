import type { QueryOptions } from "./types";

/** By the object id of a type: how its value is made of PostgreSQL's text. Other types are as both drivers agree. */
export type Parsers = Readonly<Record<number, (text: string) => unknown>>;

/** One statement with its parameters. */
export interface Statement extends QueryOptions {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly parsers: Parsers;
  /** Rows as arrays, in the order of the fields, instead of objects. */
  readonly asArrays?: boolean;
}

/** What became of a statement. */
export interface Result {
  readonly rows: unknown[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly affectedRows: number;
}

/** A connection that is ours for a while. Rejects with DatabaseError. */
export interface Connection {
  execute(statement: Statement): Promise<Result>;
  /** Runs a script without parameters. @returns the command tag of its last statement, such as `COMMIT`. */
  script(sql: string): Promise<string | undefined>;
  /** The schema that everything of ours is in. */
  readonly schema: string;
}

/** What a kind of database has to give; everything else is made of it. */
export interface Driver {
  /** The schema that is read and written, where it is known without a connection. */
  readonly schema?: string;
  /** One statement, where lending a connection for it costs more than that; see `executeAlone`. */
  readonly alone?: Connection["execute"];
  /**
   * Lends a connection to `work` and takes it back.
   * @param timeoutMs for everything, the wait for the connection included.
   * @throws DatabaseError, but errors of `work`'s own come through as they are.
   */
  withConnection<T>(work: (connection: Connection) => Promise<T>, timeoutMs?: number): Promise<T>;
}

/** Runs one statement that is in no transaction. @throws DatabaseError */
export function executeAlone(driver: Driver, statement: Statement): Promise<Result> {
  return (
    driver.alone?.(statement) ??
    driver.withConnection((connection) => connection.execute(statement), statement.timeoutMs)
  );
}
