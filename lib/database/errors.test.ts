import { describe, expect, it } from "vitest";
import { toDatabaseError } from "./errors";
import { DatabaseError, DatabaseUnavailable } from "./types";

const withCode = (code: string, message = "something") => Object.assign(new Error(message), { code });

describe("toDatabaseError", () => {
  it.each([
    "57P01",
    "57P03",
    "53100",
    "53200",
    "53300",
    "57014",
    "08006",
    "08P01",
    "25006",
    "25P03",
    "25P04",
    "55P03",
  ])("says that %s may pass", (code) => {
    const error = toDatabaseError(withCode(code));
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error.sqlState).toBe(code);
  });

  it.each(["23505", "22P02", "42P01", "40001", "40P01"])("leaves %s to the statement's author", (code) => {
    const error = toDatabaseError(withCode(code));
    expect(error).not.toBeInstanceOf(DatabaseUnavailable);
    expect(error.sqlState).toBe(code);
  });

  it.each(["ENOSPC", "EIO", "ECONNREFUSED", "EPIPE"])("takes Node's %s for no SQLSTATE", (code) => {
    const error = toDatabaseError(withCode(code));
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error.sqlState).toBeUndefined();
  });

  it("recognizes a lost connection that has no code, and the first of several attempts", () => {
    expect(toDatabaseError(new Error("Connection terminated unexpectedly"))).toBeInstanceOf(
      DatabaseUnavailable,
    );
    const attempts = new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")]);
    expect(toDatabaseError(attempts)).toBeInstanceOf(DatabaseUnavailable);
  });

  it("leaves our own errors and unknown ones in their kind", () => {
    const own = new DatabaseUnavailable("closed");
    expect(toDatabaseError(own)).toBe(own);
    const other = toDatabaseError(new TypeError("no"));
    expect(other).toBeInstanceOf(DatabaseError);
    expect(other).not.toBeInstanceOf(DatabaseUnavailable);
  });
});
