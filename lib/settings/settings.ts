import { createHash } from "node:crypto";
import { z } from "zod";

/** A setting that cannot be used. The message is one line for the terminal and names the variable, never its value. */
export class SettingsError extends Error {}

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));

const secret = z.string().min(32, "must have at least 32 characters");

const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
    .optional(),
  INSTANCE_ID_PEPPER: secret.optional(),
  SESSION_SECRET: secret.optional(),
  OPERATOR_TOKEN: secret.optional(),
  OPERATOR_TOKEN_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits")
    .transform((digits) => digits.toLowerCase())
    .optional(),
  BILLING_RETENTION_DAYS: wholeNumber(1, 36_500).default(3650),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  PUBLISH_MIN_INSTANCES: wholeNumber(1, 1_000_000).optional(),
  COUNT_AFTER_DAYS: wholeNumber(1, 365).optional(),
  RAW_RETENTION_DAYS: wholeNumber(1, 36_500).default(400),
  TRUSTED_PROXIES: wholeNumber(0, 16).default(0),
  RATE_LIMIT_INSTANCE: wholeNumber(0, 10_000_000).default(600),
  RATE_LIMIT_ADDRESS: wholeNumber(0, 10_000_000).default(6000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/** Everything that can be configured, parsed. Rate limits are events a minute; 0 switches a limit off. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly instanceIdPepper: string | undefined;
  readonly sessionSecret: string | undefined;
  /** SHA-256 of the operator's token, hexadecimal; undefined where there are no operator's pages. */
  readonly operatorTokenHash: string | undefined;
  /** How long usage reports are kept. */
  readonly billingRetentionDays: number;
  readonly publicUrl: string | undefined;
  /** True without a PUBLIC_URL: somebody looks at their own engines, and nothing has to be hidden from them. */
  readonly isPrivate: boolean;
  readonly publishMinInstances: number;
  readonly countAfterDays: number;
  readonly rawRetentionDays: number;
  readonly trustedProxies: number;
  readonly rateLimitInstance: number;
  readonly rateLimitAddress: number;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
}

/**
 * Parses the environment into settings. An empty variable counts as not set.
 * @throws SettingsError naming every variable that cannot be used, in one line, without its value.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; "),
    );
  }
  const variables = parsed.data;
  const missing = (["INSTANCE_ID_PEPPER", "SESSION_SECRET"] as const).filter(
    (name) => variables.DATABASE_URL !== undefined && variables[name] === undefined,
  );
  if (missing.length > 0) {
    throw new SettingsError(
      `${missing.join(" and ")} must be given with DATABASE_URL: every process in front of one database needs the same (openssl rand -hex 32 makes one)`,
    );
  }
  const isPrivate = variables.PUBLIC_URL === undefined;
  return {
    port: variables.PORT,
    host: variables.HOST,
    dataFolder: variables.DATA_DIR,
    databaseUrl: variables.DATABASE_URL,
    instanceIdPepper: variables.INSTANCE_ID_PEPPER,
    sessionSecret: variables.SESSION_SECRET,
    operatorTokenHash: hashOfToken(variables.OPERATOR_TOKEN) ?? variables.OPERATOR_TOKEN_SHA256,
    billingRetentionDays: variables.BILLING_RETENTION_DAYS,
    publicUrl: variables.PUBLIC_URL,
    isPrivate,
    publishMinInstances: variables.PUBLISH_MIN_INSTANCES ?? (isPrivate ? 1 : 5),
    countAfterDays: variables.COUNT_AFTER_DAYS ?? (isPrivate ? 1 : 2),
    rawRetentionDays: variables.RAW_RETENTION_DAYS,
    trustedProxies: variables.TRUSTED_PROXIES,
    rateLimitInstance: variables.RATE_LIMIT_INSTANCE,
    rateLimitAddress: variables.RATE_LIMIT_ADDRESS,
    logLevel: variables.LOG_LEVEL,
  };
}

function hashOfToken(token: string | undefined): string | undefined {
  return token === undefined ? undefined : createHash("sha256").update(token).digest("hex");
}
