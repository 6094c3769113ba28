import type { Connection } from "../driver";
import { DatabaseError, StartError } from "../types";

/** "Exists already", which a second process sees that makes it at the same moment. */
const madeByAnother = new Set(["42P06", "23505"]);
const notAllowed = "42501";

interface Found {
  readonly role: string;
  readonly isThere: boolean;
  readonly mayCreate: boolean | null;
  /** Whether the service's tables are in it. */
  readonly isOurs: boolean;
  /** Another schema with such tables. */
  readonly other: string | null;
}

/** Schemas with tables of the service. */
const ours = `select nspname from pg_catalog.pg_namespace where oid in (
  select relnamespace from pg_catalog.pg_class where relname = '_prisma_migrations'
  intersect select relnamespace from pg_catalog.pg_class where relname = 'unknown_field_day')`;

/**
 * Makes the connection's schema where it is not there.
 *
 * @param isGiven whether DATABASE_URL names it; else it is the first one of the role's search path
 * @throws StartError where it cannot be made or filled, or where the tables are in another one
 */
export async function ensureSchema(
  connection: Connection,
  { isGiven }: { readonly isGiven: boolean },
): Promise<void> {
  const { schema } = connection;
  const run = async (sql: string, parameters: readonly unknown[] = []) =>
    (await connection.execute({ sql, parameters, parsers: {} })).rows;
  const [row] = await run(
    `select current_user as role, oid is not null as "isThere",
        pg_catalog.has_schema_privilege(oid, 'create') as "mayCreate", $1 in (${ours}) as "isOurs",
        (select pg_catalog.min(nspname::text) from (${ours}) as other where nspname <> $1) as other
      from (select $1::text as name) as given left join pg_catalog.pg_namespace on nspname = given.name`,
    [schema],
  );
  const { role, isThere, mayCreate, isOurs, other } = row as Found;
  if (isOurs) return;
  if (other !== null && !isGiven) {
    throw new StartError(
      `The tables of the service are in the schema "${other}", and the role "${role}" looks into "${schema}": add ?schema=${other} to DATABASE_URL, or ?schema=${schema} for new ones.`,
    );
  }
  if (!isThere) {
    await run(`create schema "${schema.replaceAll('"', '""')}"`).catch((error: unknown) => {
      const state = error instanceof DatabaseError ? error.sqlState : undefined;
      if (state === notAllowed) throw mayNot(`create schema "${schema}" authorization "${role}"`);
      if (!madeByAnother.has(state ?? "")) throw error;
    });
  } else if (mayCreate === false) throw mayNot(`grant create on schema "${schema}" to "${role}"`);

  function mayNot(command: string): StartError {
    return new StartError(
      `The role "${role}" may not make tables in the schema "${schema}": run ${command}, or name another schema with ?schema= in DATABASE_URL.`,
    );
  }
}
