import type { Database } from "../types";

/** Brings a database back to how it was. @returns whether that was possible */
export type Empty = () => Promise<boolean>;

/** Everything that a schema is made of, and the rows that migrations left, in one value. */
const fingerprint = (kept: readonly string[]) => `
  select md5(string_agg(line, ' ' order by line)) as value from (
    select relkind::text || relname as line from pg_class where relnamespace = 'public'::regnamespace
    union all select relname || attname || atttypid::text || attnotnull::text from pg_attribute
      join pg_class on pg_class.oid = attrelid where relnamespace = 'public'::regnamespace and attnum > 0
    union all select conname || convalidated::text from pg_constraint where connamespace = 'public'::regnamespace
    union all select proname || prosrc from pg_proc where pronamespace = 'public'::regnamespace
    union all select tgname from pg_trigger
    ${kept.map((name) => `union all select t::text from ${name} as t`).join(" ")}
  ) as lines`;

/** Drops what is not of the schema, deletes all rows but those of migrations, and begins sequences anew. */
const emptying = (tables: readonly string[], kept: readonly string[]) => `do $$
declare
  strangers text;
  name regclass;
begin
  perform set_config('lock_timeout', '5s', true);
  -- No trigger and no foreign key minds.
  perform set_config('session_replication_role', 'replica', true);
  select string_agg(oid::regclass::text, ', ') into strangers from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in (${list(tables)});
  if strangers is not null then execute 'drop table ' || strangers; end if;
  for name in select oid from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in (${list(kept)})
      and pg_relation_size(oid) > 0
  loop
    -- Deleting is faster, until the dead rows are many.
    if pg_relation_size(name) < 100000 then execute format('delete from %s', name);
    else execute format('truncate %s cascade', name);
    end if;
  end loop;
  perform setval(seqrelid, seqstart, false) from pg_sequence;
end $$`;

const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");

/** Remembers how a freshly migrated database is. */
export async function rememberEmpty(database: Database): Promise<Empty> {
  const rows = await database.query<{ name: string; kept: boolean }>(
    `select relname as name, relkind = 'r' and pg_relation_size(oid) > 0 as kept from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  const kept = rows.filter((row) => row.kept).map(({ name }) => name);
  const empty = emptying(
    rows.map(({ name }) => name),
    kept,
  );
  const read = async () => (await database.query<{ value: string }>(fingerprint(kept)))[0]?.value;
  const before = await read();
  return async () => {
    try {
      await database.query(empty);
      return (await read()) === before;
    } catch {
      // Closed, or in a state in which nothing can be done any more.
      return false;
    }
  };
}
