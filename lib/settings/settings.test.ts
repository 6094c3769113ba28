import { describe, expect, it } from "vitest";
import { readSettings, SettingsError } from "./settings";

const pepper = "p".repeat(32);

describe("readSettings", () => {
  it("needs nothing: a private installation on the embedded database", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: ".data",
      databaseUrl: undefined,
      isPrivate: true,
      publishMinInstances: 1,
      countAfterDays: 0,
      rawRetentionDays: 400,
      trustedProxies: 0,
      rateLimitInstance: 600,
      rateLimitAddress: 6000,
      newInstancesPerNetwork: 50,
    });
  });

  it("protects small groups as soon as there is a public address", () => {
    const settings = readSettings({ PUBLIC_URL: "https://telemetry.example.org/" });
    expect(settings).toMatchObject({
      isPrivate: false,
      publicUrl: "https://telemetry.example.org",
      publishMinInstances: 10,
      countAfterDays: 7,
    });
  });

  it("takes what is given over what follows from the rest", () => {
    expect(readSettings({ PUBLISH_MIN_INSTANCES: "7", COUNT_AFTER_DAYS: "3", PORT: "0" })).toMatchObject({
      publishMinInstances: 7,
      countAfterDays: 3,
      port: 0,
    });
  });

  it("treats an empty variable as not set", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: "" })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });

  it.each([
    [{ PORT: "http" }, "PORT must be a whole number"],
    [{ PORT: "70000" }, "PORT must be at most 65535"],
    [{ RATE_LIMIT_INSTANCE: "-1" }, "RATE_LIMIT_INSTANCE must be a whole number"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must begin with"],
    [{ PUBLIC_URL: "telemetry.example.org" }, "PUBLIC_URL must be an http or https address"],
    [{ PUBLIC_URL: "https://example.org/?x=1" }, /^PUBLIC_URL must end with .*: no query/],
    [{ PUBLIC_URL: "https://example.org/telemetry?x=1" }, /^PUBLIC_URL must end with .*: no query/],
    [{ PUBLIC_URL: "https://example.org#x" }, /^PUBLIC_URL must end with .*: no query/],
    [{ PUBLIC_URL: "https://example.org/a%20b" }, "PUBLIC_URL must have a path of letters"],
    [{ PUBLIC_URL: "https://example.org/a//b" }, "PUBLIC_URL must have a path of letters"],
    [{ PUBLIC_URL: "https://example.org/a/../b" }, "PUBLIC_URL must have a path of letters"],
    [{ PUBLIC_URL: "https://user:pw@example.org" }, "PUBLIC_URL must not hold a user name or a password"],
    [{ PUBLIC_URL: "https://user@example.org" }, "PUBLIC_URL must not hold a user name or a password"],
    [{ INSTANCE_ID_PEPPER: "short" }, "INSTANCE_ID_PEPPER must have at least 32 characters"],
    [
      { DATABASE_URL: "postgres://localhost/x" },
      "INSTANCE_ID_PEPPER and SESSION_SECRET must be given with DATABASE_URL",
    ],
    [
      { DATABASE_URL: "postgres://localhost/x", INSTANCE_ID_PEPPER: pepper },
      /^SESSION_SECRET must be given with DATABASE_URL/,
    ],
    [{ SESSION_SECRET: "short" }, "SESSION_SECRET must have at least 32 characters"],
  ])("stops at %j with a line that names the variable", (environment, line) => {
    expect(() => readSettings(environment)).toThrow(SettingsError);
    expect(() => readSettings(environment)).toThrow(line);
  });

  it.each([
    "https://example.org",
    "https://example.org/",
    "http://192.0.2.1:3000",
    "http://[::1]:3000/",
    "https://example.org/telemetry",
    "https://example.org/a/b-c_d.e/",
  ])("is published under %s, without a slash at the end", (address) => {
    expect(readSettings({ PUBLIC_URL: address }).publicUrl).toBe(address.replace(/\/$/, ""));
  });

  it("never repeats a value, which may be a secret", () => {
    const read = () =>
      readSettings({ DATABASE_URL: "mysql://user:hunter2@host/x", INSTANCE_ID_PEPPER: "hunter3" });
    expect(read).toThrow(/^(?!.*hunter)/);
  });

  it("accepts a database with its secrets", () => {
    expect(
      readSettings({
        DATABASE_URL: "postgres://localhost/x",
        INSTANCE_ID_PEPPER: pepper,
        SESSION_SECRET: pepper.toUpperCase(),
      }),
    ).toMatchObject({
      sessionSecret: pepper.toUpperCase(),
      databaseUrl: "postgres://localhost/x",
      instanceIdPepper: pepper,
    });
  });
});
