import type { Connection } from "../driver";
import { StartError } from "../types";
import type { Place } from "./address";

const oldestVersion = 15;

/** A setting of a session that the code relies on. */
interface Setting {
  readonly name: string;
  readonly value: string;
  /** What else is as good. */
  readonly accepted?: RegExp;
}

/** With other values answers would be other ones, or wrong. Server, database and role can each have their own. */
const needed: readonly Setting[] = [
  { name: "datestyle", value: "ISO, YMD", accepted: /^ISO\b/ },
  { name: "timezone", value: "UTC", accepted: /^(Etc\/)?(UTC|UCT|Zulu|Universal|GMT)$/i },
  { name: "intervalstyle", value: "postgres" },
  { name: "bytea_output", value: "hex" },
  { name: "extra_float_digits", value: "1", accepted: /^[1-3]$/ },
  { name: "standard_conforming_strings", value: "on" },
  { name: "array_nulls", value: "on" },
  { name: "quote_all_identifiers", value: "off" },
  { name: "transform_null_equals", value: "off" },
  { name: "row_security", value: "on" },
  { name: "session_replication_role", value: "origin" },
  { name: "default_transaction_isolation", value: "read committed" },
  { name: "default_transaction_deferrable", value: "off" },
  { name: "default_table_access_method", value: "heap" },
  { name: "restrict_nonsystem_relation_kind", value: "" },
  { name: "exit_on_error", value: "off" },
  // A partitioned table refuses the name of what it would get anyway.
  { name: "default_tablespace", value: "", accepted: /^(?!pg_default$)/ },
  // What is acknowledged is on the disk. How many standbys have it, too, is the operator's to say.
  { name: "synchronous_commit", value: "on", accepted: /^(?!off$)/ },
];

/**
 * Set where that can be done. Statements have deadlines here, so that none has to end in the middle of a migration. The
 * check interval lets the server notice that a statement's client has gone (a time-out ends the connection), so that
 * nobody's statement runs on for nothing. Compiling a statement takes longer than any of ours runs.
 */
const wanted: readonly Setting[] = [
  { name: "statement_timeout", value: "0" },
  { name: "lock_timeout", value: "0" },
  { name: "transaction_timeout", value: "0" },
  { name: "idle_session_timeout", value: "0" },
  { name: "idle_in_transaction_session_timeout", value: "60000" },
  { name: "client_connection_check_interval", value: "1000" },
  { name: "plan_cache_mode", value: "auto" },
  { name: "jit", value: "off" },
  // A statement that touches several shards does so one after the other: a batch has a few rows of each, and a connection
  // for each costs more than it saves. Settings of a transaction hold where the rows are, too.
  { name: "citus.multi_shard_modify_mode", value: "sequential" },
  // One connection to each server: what is asked is small, and another connection costs more than a shard.
  { name: "citus.max_adaptive_executor_pool_size", value: "1" },
  { name: "citus.propagate_set_commands", value: "local" },
];

const all: readonly Setting[] = [...needed, ...wanted];

/** Sent with a new connection: those settings that a pooler, too, keeps for each of its clients. */
export const startupParameters = {
  DateStyle: "ISO, YMD",
  TimeZone: "UTC",
  standard_conforming_strings: "on",
} as const;

/** A session as it is found. */
export interface SessionState {
  /** Of the process that does the work: behind a pooler another one than it said to the client. */
  readonly pid: number;
  /** First schema of the search path that is there; null where none is. */
  readonly schema: string | null;
  readonly encoding: string;
  /** Such as 150004. */
  readonly version: number;
  readonly role: string;
  readonly database: string;
  readonly isSuperuser: boolean;
  /** Values of all that is needed or wanted, in that order; null for those that this version has not. */
  readonly settings: readonly (string | null)[];
}

type Execute = (sql: string) => Promise<readonly unknown[]>;

/** Reads how a session is. */
export async function readSession(execute: Execute): Promise<SessionState> {
  const values = all.map(({ name }) => `pg_catalog.current_setting('${name}', true)`).join(", ");
  const [row] = await execute(`
    select pg_catalog.pg_backend_pid() as pid, current_schema() as schema, current_user as role,
      pg_catalog.current_database() as database, pg_catalog.current_setting('server_encoding') as encoding,
      pg_catalog.current_setting('server_version_num')::int4 as version,
      (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as "isSuperuser",
      array[${values}]::text[] as settings`);
  return row as SessionState;
}

/** Sets what has to be set and may be. For a session that stays ours. */
export async function pinSession(execute: Execute, state: SessionState, schema: string): Promise<void> {
  const pinned = all.filter((setting) => isToBeSet(state, setting) && mayBeSet(state, setting));
  const settings = [...pinned, { name: "search_path", value: quote(schema, '"') }];
  await execute(
    `select ${settings.map(({ name, value }) => `pg_catalog.set_config('${name}', ${quote(value)}, false)`).join(", ")}`,
  );
}

/** @throws StartError for a server that is too old, or a database that cannot hold every text */
export function checkServer({ version, encoding }: SessionState, place: Place): void {
  const major = Math.floor(version / 10_000);
  if (major < oldestVersion) {
    throw new StartError(`PostgreSQL ${oldestVersion} or newer is needed; DATABASE_URL leads to ${major}.`);
  }
  if (encoding !== "UTF8") {
    throw new StartError(
      `The database "${place.database}" has the encoding ${encoding}, and the service needs one with UTF8 (DATABASE_URL): create database … encoding 'UTF8' template template0.`,
    );
  }
}

/**
 * @param schema that has to be the session's
 * @throws StartError with what the operator has to set, where the session is not as the code needs it
 */
export function checkSession(
  state: SessionState,
  { schema, isPooled }: { readonly schema: string; readonly isPooled: boolean },
): void {
  const others = needed.filter((setting) => isToBeSet(state, setting));
  const unmet = [...others, ...(state.schema === schema ? [] : [{ name: "search_path", value: schema }])];
  if (unmet.length === 0) return;
  const target = `alter role ${quote(state.role, '"')} in database ${quote(state.database, '"')} set`;
  const commands = unmet.map(({ name, value }) => `${target} ${name} = ${quote(value)}`).join("; ");
  const why = isPooled
    ? "Behind a connection pooler the service cannot set what it needs of a session"
    : "The service may not set what it needs of a session";
  const then = isPooled ? ", have the pooler connect again," : "";
  throw new StartError(`${why}: run ${commands};${then} and start again (DATABASE_URL).`);
}

/** The same of any connection of ours. */
export function readSessionOf(connection: Connection): Promise<SessionState> {
  return readSession(async (sql) => (await connection.execute({ sql, parameters: [], parsers: {} })).rows);
}

/** Whether it is there and has a value that is not as good. */
function isToBeSet({ settings }: SessionState, setting: Setting): boolean {
  const found = settings[all.indexOf(setting)] ?? null;
  return found !== null && found !== setting.value && setting.accepted?.test(found) !== true;
}

function mayBeSet({ isSuperuser }: SessionState, { name }: Setting): boolean {
  return isSuperuser || name !== "session_replication_role";
}

/** As a literal, or with double quotes as a name. */
function quote(text: string, mark: "'" | '"' = "'"): string {
  return `${mark}${text.replaceAll(mark, mark + mark)}${mark}`;
}
