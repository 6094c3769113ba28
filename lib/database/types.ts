import type { Kysely } from "kysely";
import type { Prisma } from "./generated/client";
import type { AllTables, Tables } from "./tables";

/** Options of one statement. */
export interface QueryOptions {
  /** After this many milliseconds the statement is given up and rejects with {@link DatabaseUnavailable}. */
  timeoutMs?: number;
  /** Name of the prepared statement on PostgreSQL; the same name must always come with the same SQL. */
  name?: string;
}

/** Prisma's client without the tables that have erased rows: those are read through their views. */
export type Rows = Omit<
  Prisma.TransactionClient,
  "instance" | "event" | "instanceDay" | "instanceWeekUnknown"
>;

/**
 * Ways to say a statement, all over one driver: the same errors, and one transaction for all three.
 * Errors carry PostgreSQL's five-character SQLSTATE in `sqlState`; those that mean "try again later" are
 * {@link DatabaseUnavailable}.
 */
export interface Session {
  /** Typed client for rows: `prisma.organization.findUnique(…)`. */
  readonly prisma: Rows;
  /** Typed SQL for sets: `sql.selectFrom("visible_event").select(…).execute()`. Knows no table with erased rows. */
  readonly sql: Kysely<Tables>;
  /** The same with every table. For the writer, the erasure itself, and what is made again from raw rows. */
  readonly withErased: Kysely<AllTables>;
  /** The same typed SQL, whose every statement is given up after so many milliseconds. */
  within(timeoutMs: number): Kysely<Tables>;
  /** The same typed SQL, prepared under a name on PostgreSQL: for one statement that is always the same text. */
  prepared(name: string): Kysely<Tables>;
  /** Runs one statement, written as text, with `$1`-style parameters. For what a builder cannot say. */
  query<Row>(sql: string, parameters?: readonly unknown[], options?: QueryOptions): Promise<Row[]>;
}

/** How long a transaction may take. */
export interface TransactionOptions {
  /** From its BEGIN on; 15 s unless given. When it is over, it is rolled back. */
  timeoutMs?: number;
}

/** The one database of the process, whichever kind it is. */
export interface Database extends Session {
  readonly kind: "embedded" | "postgresql";
  /** For people: the folder, or host:port/database. Never a user or a password. */
  readonly location: string;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. Where another
   * transaction stood in its way (SQLSTATE 40001, 40P01) `work` is run again, up to three times in all.
   */
  transaction<T>(work: (session: Session) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Finishes what is running, makes it durable, and lets go of the database. */
  close(): Promise<void>;
}

/** Where the database is and who opens it. */
export interface OpenOptions {
  /** `postgresql://…`; without it the embedded database in `dataFolder` is used. */
  databaseUrl?: string;
  dataFolder: string;
  /** Named to whoever finds the folder in use, e.g. `npm start`. */
  holder: string;
  /** A PostgreSQL server that does not answer is waited for in the background; see `openPostgres`. */
  mayBeAway?: boolean;
  /** Of the embedded database: opens it with the schema it has, for who only copies it. */
  leaveSchema?: boolean;
  /** Receives progress, one line at a time. */
  log?: (line: string) => void;
}

/** A statement failed; `sqlState` is PostgreSQL's error code, where it gave one. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
  readonly sqlState?: string;

  constructor(message: string, options: { sqlState?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    if (options.sqlState !== undefined) this.sqlState = options.sqlState;
  }
}

/** No connection, timed out, disk full, read-only, shutting down: nothing wrong with the statement, try again later. */
export class DatabaseUnavailable extends DatabaseError {
  override name = "DatabaseUnavailable";
}

/** The database cannot be opened; the message is one clear line for the terminal. */
export class StartError extends Error {
  override name = "StartError";
}

/** Another process has the embedded database. */
export class DatabaseInUse extends StartError {
  override name = "DatabaseInUse";
}
