import { DatabaseError, DatabaseUnavailable } from "./types";

/**
 * SQLSTATEs, or their classes, that say nothing about the statement: it may work later, unchanged. A connection that is
 * lost, cannot be had, or was idle for too long; memory, disk or connections that are used up; a server that starts,
 * stops, recovers, is a standby or read-only; a statement that was cancelled or waited too long for a lock.
 */
const UNAVAILABLE_STATES = /^(08...|57P0[1-5]|57014|53...|55P03|58...|25006|25P0[34])$/;

/** What Node says of a file or a socket in the same situation. */
const UNAVAILABLE_CODES = new Set([
  ..."ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN".split(" "),
  ..."ENOSPC EDQUOT EIO EROFS EMFILE ENFILE".split(" "),
]);

/** What a cluster says of a row that is there, in place of its code, where an insert is copied to another server. */
const DUPLICATE = /^duplicate key value violates unique constraint/;

/** Errors that `pg` raises without any code. */
const UNAVAILABLE_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client was closed|Query read timeout|not queryable|Cannot use a pool after calling end/;

/**
 * Turns whatever a driver threw into a {@link DatabaseError} with `sqlState`, or a {@link DatabaseUnavailable}
 * where trying again later makes sense. Errors that are already one of ours come back as they are.
 */
export function toDatabaseError(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  const given =
    code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code) ? code : undefined;
  const sqlState = given === "XX000" && DUPLICATE.test(message) ? "23505" : given;
  const unavailable =
    sqlState !== undefined
      ? UNAVAILABLE_STATES.test(sqlState)
      : (code !== undefined && UNAVAILABLE_CODES.has(code)) || UNAVAILABLE_MESSAGES.test(message);
  const Kind = unavailable ? DatabaseUnavailable : DatabaseError;
  return new Kind(message, { sqlState, cause: error });
}

/** Why there is no connection: whatever the server says to that, no statement was looked at, and later there may be one. */
export function asUnavailable(error: unknown): DatabaseUnavailable {
  const { message, sqlState } = toDatabaseError(error);
  return new DatabaseUnavailable(message, { sqlState, cause: error });
}

/** Prisma's own "took too long, or never began" of a transaction, as ours; every other error as it is. */
export function fromTransaction(error: unknown): unknown {
  if (codeOf(error) !== "P2028") return error;
  const { message } = error as Error;
  return new DatabaseUnavailable(message, { sqlState: "57014", cause: error });
}

/** The `code` of a Node or PostgreSQL error; of several attempts to connect, that of the first. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return undefined;
}

/** Whether the database is away, whichever bundle of the project the error was made in. */
export function isAway(error: unknown): boolean {
  return error instanceof Error && error.name === "DatabaseUnavailable";
}

/** For `catch`: what can be done without while the database is away. @throws every other error */
export function unlessAway(error: unknown): void {
  if (!isAway(error)) throw error;
}
