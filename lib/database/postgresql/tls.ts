import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { StartError } from "../types";

/** One way to connect: without TLS, or with it and these options. */
export type TlsAttempt = false | ConnectionOptions;

/** Parameters of DATABASE_URL that are about TLS. They mean what they mean to libpq; so do their variables (`PGSSLMODE` …). */
export const tlsParameters = [
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "sslpassword",
  "ssl",
  "uselibpqcompat",
] as const;
type Parameters = Readonly<Partial<Record<(typeof tlsParameters)[number], string | undefined>>>;

const modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
type Mode = (typeof modes)[number];

/** The value of `sslrootcert` that means the authorities that Node trusts. */
const system = "system";

/**
 * The ways in which libpq would connect, in order, until one is accepted.
 * @throws StartError for what does not go together, or a file that cannot be read
 */
export function tlsAttempts(given: Parameters, { isSocket }: { readonly isSocket: boolean }): TlsAttempt[] {
  const value = (name: "sslmode" | "sslrootcert" | "sslcert" | "sslkey") =>
    given[name] ?? (process.env[`PG${name.toUpperCase()}`] || undefined);
  const root = value("sslrootcert");
  const mode = readMode(value("sslmode") ?? (given.ssl === "true" ? "require" : undefined), root);
  if (isSocket) return [false];
  const key = value("sslkey");
  const certificate = value("sslcert");
  const own: ConnectionOptions = {
    ...(certificate === undefined ? {} : { cert: readFile("sslcert", certificate) }),
    ...(key === undefined ? {} : { key: readFile("sslkey", key) }),
    ...(given.sslpassword === undefined ? {} : { passphrase: given.sslpassword }),
  };
  const ca = root === undefined || root === system ? {} : { ca: readFile("sslrootcert", root) };
  const unverified: TlsAttempt = { ...own, rejectUnauthorized: false };
  const ofAuthority: TlsAttempt = { ...own, ...ca, checkServerIdentity: () => undefined };
  switch (mode) {
    case "disable":
      return [false];
    case "allow":
      return [false, unverified];
    case "prefer":
      return [unverified, false];
    case "require":
      // As libpq: whoever names an authority wants it asked.
      return [root === undefined ? unverified : ofAuthority];
    case "verify-ca":
      return [ofAuthority];
    case "verify-full":
      return [{ ...own, ...ca }];
  }
}

/** Whether another way to connect may help, because this one was refused for being with, or without, TLS. */
export function isAboutTls(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    code === "28000" ||
    /^The server does not support SSL|^There was an error establishing an SSL/.test(String(message)) ||
    /^(EPROTO$|ERR_SSL|ERR_TLS)/.test(String(code))
  );
}

function readMode(given: string | undefined, root: string | undefined): Mode {
  const mode = modes.find((one) => one === (given ?? (root === system ? "verify-full" : "prefer")));
  if (mode === undefined) {
    throw new StartError(`The parameter sslmode of DATABASE_URL must be one of ${modes.join(", ")}.`);
  }
  if (root === system && mode !== "verify-full") {
    throw new StartError("With sslrootcert=system DATABASE_URL must say sslmode=verify-full.");
  }
  if (mode.startsWith("verify-") && root === undefined) {
    throw new StartError(
      `With sslmode=${mode} DATABASE_URL must say by which authority: sslrootcert= and a file, or "system".`,
    );
  }
  return mode;
}

function readFile(name: string, path: string): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch {
    throw new StartError(`The file that the parameter ${name} of DATABASE_URL names cannot be read.`);
  }
}
