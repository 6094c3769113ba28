import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder";
import { StartError } from "../types";
import { readAddress } from "./address";

describe("readAddress", () => {
  it("reads what the service does itself, and leaves pg the rest", () => {
    const address = readAddress(
      "postgresql://ada:secret@db:5433/telemetry?schema=own&sslmode=disable&connection_limit=4&connect_timeout=3&application_name=x&pgbouncer=true",
    );
    expect(address).toEqual({
      place: { host: "db", port: 5433, database: "telemetry", user: "ada" },
      connectionString: "postgresql://ada:secret@db:5433/telemetry?application_name=x",
      schema: "own",
      tls: [false],
      connections: 4,
      connectTimeoutMs: 3_000,
      isPooled: true,
    });
  });

  it.each(["sslcrl=x", "target_session_attrs=read-write", "channel_binding=require", "search_path=x"])(
    "ignores nothing without a word: %s",
    (parameter) => {
      const read = () => readAddress(`postgresql://ada:hunter2@db/telemetry?${parameter}`);
      expect(read).toThrow(StartError);
      expect(read).toThrow(`DATABASE_URL has the parameter ${parameter.split("=")[0]}`);
      expect(read).toThrow(/^(?!.*hunter2)/);
    },
  );

  it("tries ways to connect in libpq's order", () => {
    const file = join(temporaryFolder(), "root.crt");
    writeFileSync(file, "an authority");
    const waysOf = (parameters: string, host = "db") =>
      readAddress(`postgresql://${host}/x?${parameters}`).tls.map((way) => {
        if (way === false) return "plain";
        if (way.rejectUnauthorized === false) return "TLS";
        const by = way.ca === undefined ? "anybody" : "the authority";
        return way.checkServerIdentity ? `TLS with ${by}` : `TLS with the name and ${by}`;
      });
    expect(waysOf("")).toEqual(["TLS", "plain"]);
    expect(waysOf("sslmode=disable")).toEqual(["plain"]);
    expect(waysOf("sslmode=allow")).toEqual(["plain", "TLS"]);
    expect(waysOf("sslmode=prefer")).toEqual(["TLS", "plain"]);
    expect(waysOf("sslmode=require")).toEqual(["TLS"]);
    expect(waysOf("ssl=true")).toEqual(["TLS"]);
    expect(waysOf(`sslmode=require&sslrootcert=${file}`)).toEqual(["TLS with the authority"]);
    expect(waysOf(`sslmode=verify-ca&sslrootcert=${file}`)).toEqual(["TLS with the authority"]);
    expect(waysOf(`sslmode=verify-full&sslrootcert=${file}`)).toEqual([
      "TLS with the name and the authority",
    ]);
    expect(waysOf("sslrootcert=system")).toEqual(["TLS with the name and anybody"]);
    expect(waysOf("host=/run/postgresql&sslmode=require", "")).toEqual(["plain"]);
  });

  it.each([
    ["sslmode=no-verify", "must be one of disable, allow, prefer, require, verify-ca, verify-full"],
    ["sslmode=verify-ca", "must say by which authority"],
    ["sslmode=verify-full", "must say by which authority"],
    ["sslmode=require&sslrootcert=system", "must say sslmode=verify-full"],
    ["sslmode=verify-full&sslrootcert=/absent", "sslrootcert of DATABASE_URL names cannot be read"],
    ['schema=a"b', "has a quotation mark"],
    ["connection_limit=many", "connection_limit of DATABASE_URL must be a whole number"],
  ])("says what is wrong with %s", (parameters, words) => {
    expect(() => readAddress(`postgresql://db/x?${parameters}`)).toThrow(words);
  });
});
