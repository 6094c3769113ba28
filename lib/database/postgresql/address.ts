import pg from "pg";
import { StartError } from "../types";
import { type TlsAttempt, tlsAttempts, tlsParameters } from "./tls";

/** Where a server is, for people: nothing secret. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** What DATABASE_URL says. */
export interface Address {
  readonly place: Place;
  /** For `pg`: the URL without what is read here. Holds the password. */
  readonly connectionString: string;
  /** The one schema that is read and written; undefined where the role's own is meant. */
  readonly schema: string | undefined;
  /** How to connect, in this order, until one is accepted. */
  readonly tls: readonly TlsAttempt[];
  /** How many connections at most; undefined for the usual number. */
  readonly connections: number | undefined;
  /** Until a connection has to be there; undefined for the usual time. */
  readonly connectTimeoutMs: number | undefined;
  /** True where the URL says that a pooler is in front. */
  readonly isPooled: boolean;
}

/** Read by `pg` itself. */
const handedOn = new Set(["host", "port", "user", "password", "application_name", "options"]);

const wrong = "DATABASE_URL is not the address of a PostgreSQL database";
const hint = "it looks like postgresql://user:password@host:5432/database";

/**
 * Reads DATABASE_URL. Every parameter in it is heeded or refused: one that is ignored without a word is one that
 * somebody relies on.
 * @throws StartError for what cannot be used; no value is repeated
 */
export function readAddress(databaseUrl: string): Address {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new StartError(`${wrong}: ${hint}.`);
  const [base = "", query = ""] = databaseUrl.split(/\?(.*)/s);
  const given = new Map(new URLSearchParams(query));
  const own = (name: string) => {
    const value = given.get(name);
    given.delete(name);
    return value === "" ? undefined : value;
  };
  const schema = own("schema");
  if (schema?.includes('"')) throw new StartError("The schema that DATABASE_URL names has a quotation mark.");
  const connections = wholeNumber("connection_limit", own("connection_limit"));
  const connectSeconds = wholeNumber("connect_timeout", own("connect_timeout"));
  const isPooled = own("pgbouncer") === "true";
  const tls = Object.fromEntries(tlsParameters.map((name) => [name, own(name)]));
  const unknown = [...given.keys()].filter((name) => !handedOn.has(name));
  if (unknown.length > 0) {
    throw new StartError(
      `DATABASE_URL has the parameter ${unknown.join(", ")}, which the service does not know: leave it out.`,
    );
  }
  const connectionString = given.size === 0 ? base : `${base}?${new URLSearchParams([...given])}`;
  const place = placeOf(connectionString);
  return {
    place,
    connectionString,
    schema,
    tls: tlsAttempts(tls, { isSocket: place.host.startsWith("/") }),
    connections,
    connectTimeoutMs: connectSeconds === undefined ? undefined : connectSeconds * 1_000,
    isPooled,
  };
}

/** A place as `host:port/database`. */
export function describePlace({ host, port, database }: Place): string {
  return `${host}:${port}/${database}`;
}

function placeOf(connectionString: string): Place {
  try {
    const client = new pg.Client({ connectionString, ssl: false });
    if (!client.database) throw new Error("no database");
    return { host: client.host, port: client.port, database: client.database, user: client.user ?? "" };
  } catch {
    throw new StartError(`${wrong}: ${hint}.`);
  }
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new StartError(`The parameter ${name} of DATABASE_URL must be a whole number above 0.`);
  }
  return Number(value);
}
