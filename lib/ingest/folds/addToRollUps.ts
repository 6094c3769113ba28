import type { SchemaTables } from "../../database/generated/tables";
import { passGate } from "../../database/openFolds";
import { arraysOf, type ColumnName, describeArrays, type SentRow } from "../../database/recordset";
import type { Session } from "../../database/types";
import { dayColumns, packDay } from "../packDay";
import type { InstanceSum } from "./sum";

/** What is sent of each table. */
const columns = {
  instance: [
    "instance_key",
    "first_seen",
    "last_seen",
    "known_since",
    "example",
    "edition",
    "started_at",
    "start_id",
    "attributes",
  ],
  instance_day: dayColumns,
} as const satisfies { readonly [Table in keyof SchemaTables]?: readonly ColumnName<Table>[] };

type Table = keyof typeof columns;
type Sent<Name extends Table> = SentRow<Name, (typeof columns)[Name][number]>;

/** Parameters before those with the rows: the folds, after which instance, and through which. */
const before = 3;

const firstOf = (table: Table) => {
  const tables = Object.keys(columns) as Table[];
  const earlier = tables.slice(0, tables.indexOf(table));
  return before + 1 + earlier.reduce((sum, name) => sum + columns[name].length, 0);
};

const rowsOf = (table: Table) => describeArrays(table, columns[table], firstOf(table));
const into = (table: Table) => `${table} as kept (${columns[table].join(", ")})`;

/** An array of arrays has no type: those are sent as text. */
const given = (column: string) => (column === "clone_times" ? "clone_times::bigint[]" : column);

const newerStart = `excluded.started_at is not null and (kept.started_at is null
    or (excluded.started_at, excluded.start_id) > (kept.started_at, kept.start_id))`;

const takeNewerStart = ["started_at", "start_id", "attributes"]
  .map((column) => `${column} = case when ${newerStart} then excluded.${column} else kept.${column} end`)
  .join(",\n    ");

/**
 * Adds sums to the roll-ups and moves the folds on, in one statement and so both or neither. The roll-ups come added up:
 * each row of each table is touched once. Rows are upserted in key order, which keeps processes from deadlocking, and
 * nothing depends on the order in which events arrive (see `npm run db:rebuild`).
 *
 * The gate is waited for before anything is read. Where it waits for a fold, it goes on with what is stored then: a row that is
 * locked is read again.
 */
const addStatement = `
with gate as materialized (${passGate}), held as materialized (
  select fold.id from fold
  where not exists (select from gate) and fold.id = any($1::bigint[]) and fold.through is not distinct from $2::uuid and not fold.recount
  order by fold.id
  for update of fold
), ready as materialized (select count(*) = cardinality($1::bigint[]) as is_ready from held), moved as (
  update fold set through = $3::uuid
  where $3::uuid is not null and id in (select held.id from held, ready where is_ready)
), done as (
  delete from fold where $3::uuid is null and id in (select held.id from held, ready where is_ready)
), instances as (
  insert into ${into("instance")}
  select instance_key, first_seen, last_seen, known_since, example, coalesce(edition, 'community'), started_at, start_id,
    attributes
  from ${rowsOf("instance")}, ready where is_ready
  on conflict (instance_key) do update set
    edition = case when excluded.edition <> 'community' then excluded.edition else kept.edition end,
    first_seen = least(kept.first_seen, excluded.first_seen),
    last_seen = greatest(kept.last_seen, excluded.last_seen),
    known_since = least(kept.known_since, excluded.known_since),
    ${takeNewerStart}
), days as (
  insert into ${into("instance_day")}
  select ${columns.instance_day.map(given).join(", ")} from ${rowsOf("instance_day")}, ready where is_ready
  on conflict (instance_key, day) do update set
    known_at = greatest(kept.known_at, excluded.known_at),
    events = add_counts(kept.events, excluded.events),
    clone_times = add_clone_times(kept.clone_times, excluded.clone_times),
    counted_values = add_counts(kept.counted_values, excluded.counted_values),
    ${takeNewerStart}
)
select is_ready from ready`;

/** The statements that are text here. */
export const foldStatements = [addStatement] as const;

/** Part of one or more folds: their instances after one key and through another, in the order of keys. */
export interface Part {
  readonly folds: readonly string[];
  /** The key through which their instances are counted; null where none is. */
  readonly after: string | null;
  /** The last key of this part; null for the last part, with which the folds are done. */
  readonly through: string | null;
  readonly instances: readonly (readonly [key: string, sum: InstanceSum])[];
}

/**
 * Adds a part of folds to the roll-ups.
 * @returns false where one of the folds is not as it was: somebody else counted of it, or deleted events of it; then nothing
 *   was added
 * @throws DatabaseError or DatabaseUnavailable; of the latter nobody knows whether it was added
 */
export async function addToRollUps(
  database: Pick<Session, "query">,
  { folds, after, through, instances }: Part,
  timeoutMs: number,
): Promise<boolean> {
  const parameters = [`{${folds.join(",")}}`, after, through, ...rowParameters(instances)];
  const [answer] = await database.query<{ is_ready: boolean }>(addStatement, parameters, {
    timeoutMs,
    name: "add_to_roll_ups",
  });
  return answer?.is_ready === true;
}

function rowParameters(sums: Part["instances"]): string[] {
  const instances: Sent<"instance">[] = [];
  const days: Sent<"instance_day">[] = [];
  for (const [instance_key, { rollUp, example, edition }] of sums) {
    const { first_seen, last_seen, known_since, start } = rollUp;
    instances.push({
      instance_key,
      first_seen,
      last_seen,
      known_since,
      example,
      ...(edition === null ? {} : { edition }),
      ...start,
    });
    for (const [day, rolled] of sorted(rollUp.days)) days.push(packDay(instance_key, day, rolled));
  }
  return [...arraysOf(columns.instance, instances), ...arraysOf(columns.instance_day, days)];
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
