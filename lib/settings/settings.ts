import { z } from "zod";
import { basePathOf } from "../../basePath.mjs";
import { type InCamelCase, inCamelCase } from "../words/camelCase";
import { thresholds } from "./thresholds";
import { hashOfToken } from "./tokenHash";

/** A setting that cannot be used. The message is one line for the terminal and names the variable, never its value. */
export class SettingsError extends Error {}

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));

const shortestSecret = 32;
const secret = z.string().min(shortestSecret, `must have at least ${shortestSecret} characters`);
const secretWords = `${shortestSecret} characters or more`;

const pathOf = (url: string) => new URL(url).pathname.replace(/\/+$/, "");

const withoutSecret = (url: string) => {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return username === "" && password === "";
};

const byPublicUrl = (name: keyof typeof thresholds.private) =>
  `${thresholds.publishing[name]} with \`PUBLIC_URL\`, else ${thresholds.private[name]}`;

const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;
const madeOnce = "made once, kept in `DATA_DIR`";

/**
 * Every environment variable. `description` is what it means, `fallback` what holds without it where that is no default
 * of its own; both stand in docs/configuration.md, and a test compares.
 */
export const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535)
    .default(3000)
    .meta({ description: "the port to listen on; 0 takes a free one" }),
  HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .meta({ description: "the address to listen on; `0.0.0.0` for all of this machine's" }),
  DATA_DIR: z.string().min(1).default(".data").meta({
    description: "folder of the embedded database, of secrets made here, and of what outlives an outage",
  }),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
    .optional()
    .meta({ description: "a PostgreSQL server (15 or newer) instead of the embedded database" }),
  SPOOL_LIMIT: wholeNumber(0, 1_000_000).default(1024).meta({
    description:
      "MiB of events that may wait on the disk (in `DATA_DIR`) while the database does not take them; 0 switches the spool off",
  }),
  PLATFORM_GRACE: wholeNumber(0, 8760).default(72).meta({
    description:
      "hours for which engines with a key or token are answered from memory (and from a sealed file in `DATA_DIR`) while the database is away; 0 switches that off",
  }),
  SESSION_SECRET: secret.optional().meta({
    fallback: madeOnce,
    description: `key of all sessions, ${secretWords}; required with \`DATABASE_URL\`. A new one closes them`,
  }),
  INSTANCE_ID_PEPPER: secret.optional().meta({
    fallback: madeOnce,
    description: `key of all hashes, ${secretWords}; required with \`DATABASE_URL\`. **Losing it cuts every instance off from its history**`,
  }),
  AUDIT_SIGNING_SECRET: secret.optional().meta({
    description: `makes the key that signs checkpoints of audit logs, ${secretWords}, the same for ever. Without it the pepper does`,
  }),
  OPERATOR_TOKEN: secret.optional().meta({
    description: `opens \`/operator\`, ${secretWords} (\`openssl rand -hex 32\`). A new one closes its sessions`,
  }),
  OPERATOR_TOKEN_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits")
    .transform((digits) => digits.toLowerCase())
    .optional()
    .meta({
      description:
        "its SHA-256 instead, so that the token itself is in no configuration. Without either `/operator` is off",
    }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .refine((url) => withoutSecret(url), "must not hold a user name or a password: everybody reads it")
    .refine(
      (url) => !/[?#]/.test(url),
      "must end with the host, its port and perhaps a path: no query and no fragment",
    )
    .refine(
      (url) => !URL.canParse(url) || basePathOf(url) === pathOf(url),
      "must have a path of letters, digits, hyphens, dots, tildes and underscores, or none",
    )
    .transform((url) => url.replace(/\/+$/, ""))
    .optional()
    .meta({
      description:
        "the address this service is published under, perhaps with a path. Without it the installation is private",
    }),
  RELAY_TO: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .transform((url) => url.replace(/\/+$/, "").replace(/\/api(\/general)?$/, ""))
    .optional()
    .meta({
      description:
        "the address of a service like this one: makes this one its relay (docs/relay.md), as `npm run relay` does",
    }),
  RELAY_TOKEN: z
    .string()
    .regex(/^[!-~]+$/, "must be a token without spaces")
    .optional()
    .meta({ description: "the sender’s token that the service upstream gave this relay" }),
  RELAY_LIMIT: wholeNumber(1, 1_000_000).default(4096).meta({
    description:
      "with `RELAY_TO`: MiB of events that may wait on the disk (in `DATA_DIR`) for the service upstream",
  }),
  PUBLISH_MIN_INSTANCES: wholeNumber(1, 1_000_000)
    .optional()
    .meta({
      fallback: byPublicUrl("publishMinInstances"),
      description:
        "fewer instances than this are never published as a group; a private installation withholds nothing",
    }),
  COUNT_AFTER_DAYS: wholeNumber(0, 365)
    .optional()
    .meta({
      fallback: byPublicUrl("countAfterDays"),
      description: "days that must lie between two sightings of an instance before statistics count it",
    }),
  RAW_RETENTION_DAYS: wholeNumber(1, 36_500)
    .default(400)
    .meta({ description: "raw events older than this are dropped, by whole months; roll-ups stay" }),
  BILLING_RETENTION_DAYS: wholeNumber(1, 36_500)
    .default(3650)
    .meta({ description: "usage reports and statements older than this are deleted, once a day" }),
  BILLING_PRICES: z.string().min(1).optional().meta({
    description: "a JSON file of the operator's prices (docs/operating.md). Without it usage has no amounts",
  }),
  METRICS_TOKEN: secret.optional().meta({
    description: `opens \`/metrics\` (\`Authorization: Bearer …\`), ${secretWords}. Without it and without \`METRICS_PORT\` there are none`,
  }),
  METRICS_PORT: wholeNumber(1, 65_535).optional().meta({
    description: "a port on which nothing but `/metrics` is answered, without a token where there is none",
  }),
  METRICS_HOST: z.string().min(1).default("127.0.0.1").meta({
    description: "the address to listen on for it; who can reach it reads how the service does",
  }),
  WEBHOOK_REACH: z.enum(["public", "anywhere"]).default("public").meta({
    description:
      "`public`: webhooks are sent over TLS to addresses of the Internet; `anywhere`: also without TLS, and to this machine and private networks",
  }),
  DRAIN_SECONDS: wholeNumber(0, 3600).default(0).meta({
    description:
      "after SIGTERM, how long `/api/v1/ready` says no while everything is still answered, so that a load balancer turns away first",
  }),
  PAGES_NICENESS: wholeNumber(0, 19).default(10).meta({
    description:
      "how far the process with the pages stands back behind the one that answers engines, where both want the processor; 0 is not at all",
  }),
  TRUSTED_PROXIES: wholeNumber(0, 16).default(0).meta({
    description: "how many proxies in front are ours, so that `X-Forwarded-For` can be believed that far",
  }),
  RATE_LIMIT_INSTANCE: wholeNumber(0, 10_000_000)
    .default(600)
    .meta({ description: "events a minute from one instance; 0 switches the limit off" }),
  RATE_LIMIT_ADDRESS: wholeNumber(0, 10_000_000)
    .default(6000)
    .meta({ description: "events a minute from one client address; 0 switches the limit off" }),
  NEW_INSTANCES_PER_NETWORK: wholeNumber(0, 10_000_000).default(50).meta({
    description:
      "with `PUBLIC_URL`: new instances a day from one client network (IPv4 /24, IPv6 /48); 0 switches the limit off",
  }),
  LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .meta({ description: `how much is logged: ${logLevels.map((level) => `\`${level}\``).join(", ")}` }),
});

type Variables = z.output<typeof environmentSchema>;

type ByName = {
  readonly [Name in keyof Variables as InCamelCase<Lowercase<Name>>]-?: Variables[Name];
};

/**
 * Everything that can be configured, by the names of the variables: `DATA_DIR` is `dataDir`. Rate limits are events a
 * minute; 0 switches a limit off.
 */
export interface Settings
  extends Omit<
    ByName,
    "operatorToken" | "operatorTokenSha256" | "metricsToken" | keyof typeof thresholds.private
  > {
  /** SHA-256 of the operator's token, hexadecimal; undefined where there are no operator's pages. */
  readonly operatorTokenHash: string | undefined;
  /** SHA-256 of the token that opens metrics, hexadecimal; undefined where none does. */
  readonly metricsTokenHash: string | undefined;
  /** True without a PUBLIC_URL: somebody looks at their own engines, and nothing has to be hidden from them. */
  readonly isPrivate: boolean;
  readonly publishMinInstances: number;
  readonly countAfterDays: number;
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
  const { operatorToken, operatorTokenSha256, metricsToken, ...settings } = byName(variables);
  if (settings.relayTo !== undefined && isThisService(settings.relayTo, settings)) {
    throw new SettingsError("RELAY_TO must not be the address of this service itself");
  }
  const isPrivate = settings.publicUrl === undefined;
  const { publishMinInstances, countAfterDays } = isPrivate ? thresholds.private : thresholds.publishing;
  return {
    ...settings,
    operatorTokenHash: operatorToken === undefined ? operatorTokenSha256 : hashOfToken(operatorToken),
    metricsTokenHash: metricsToken === undefined ? undefined : hashOfToken(metricsToken),
    isPrivate,
    publishMinInstances: settings.publishMinInstances ?? publishMinInstances,
    countAfterDays: settings.countAfterDays ?? countAfterDays,
  };
}

function byName(variables: Variables): ByName {
  const names = environmentSchema.keyof().options;
  const entries = names.map((name) => [inCamelCase(name.toLowerCase()), variables[name]]);
  // What the type says of every field, fromEntries cannot know.
  return Object.fromEntries(entries) as ByName;
}

const ownHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** As far as it can be told without asking: a relay of itself would send each event round for ever. */
function isThisService(address: string, { port, publicUrl }: Pick<Settings, "port" | "publicUrl">): boolean {
  const url = new URL(address);
  const isOwnPort = Number(url.port || (url.protocol === "https:" ? 443 : 80)) === port;
  const isPublished = publicUrl !== undefined && url.origin === new URL(publicUrl).origin;
  return (ownHosts.has(url.hostname) && isOwnPort) || (isPublished && pathOf(address) === pathOf(publicUrl));
}
