import { asDatabase } from "../asDatabase";
import { type Database, DatabaseUnavailable } from "../types";

/** The same database, which can be taken away and given back. */
export function takenAway(database: Database): {
  readonly database: Database;
  /** What statements reject with from now on; null gives it back. */
  fail(error: Error | null): void;
} {
  let failure: Error | null = null;
  const failing = asDatabase(
    { withConnection: () => Promise.reject(failure ?? new DatabaseUnavailable("away")) },
    { kind: database.kind, location: database.location, close: async () => {} },
  );
  return {
    database: new Proxy(database, {
      get: (given, name) => Reflect.get(failure === null || name === "close" ? given : failing, name),
    }),
    fail(error) {
      failure = error;
    },
  };
}
