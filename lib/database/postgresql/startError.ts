import { codeOf } from "../errors";
import { DatabaseError, StartError } from "../types";
import { describePlace, type Place } from "./address";

/** What a driver threw, as the server or its client said it. */
export function givenBy(error: unknown): unknown {
  return error instanceof DatabaseError ? (error.cause ?? error) : error;
}

/** The same as `startError` of what a driver threw. */
export function startErrorOf(error: unknown, place: Place): StartError {
  return startError(givenBy(error), place);
}

/** Why the first connection failed, in one line that names the place but never the password. */
export function startError(error: unknown, place: Place): StartError {
  if (error instanceof StartError) return error;
  const at = `${place.host}:${place.port}`;
  const options = { cause: error };
  switch (codeOf(error)) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartError(`DATABASE_URL names the host ${place.host}, which cannot be found.`, options);
    case "ECONNREFUSED":
    case "ENOENT":
      return new StartError(`No PostgreSQL server answers at ${at} (DATABASE_URL).`, options);
    case "28P01":
    case "28000":
      return new StartError(
        `PostgreSQL at ${at} does not let the user "${place.user}" in: wrong password, or not allowed (DATABASE_URL).`,
        options,
      );
    case "3D000":
      return new StartError(
        `PostgreSQL at ${at} has no database "${place.database}" (DATABASE_URL).`,
        options,
      );
    default:
      return new StartError(
        `PostgreSQL at ${describePlace(place)} cannot be used: ${reasonOf(error)}.`,
        options,
      );
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/timeout/i.test(message)) return "it does not answer in time";
  return (message || codeOf(error) || "unknown reason").replace(/\s+/g, " ").replace(/\.$/, "");
}
