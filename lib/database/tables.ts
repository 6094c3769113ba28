import type { ColumnType, SelectType } from "kysely";
import type { SchemaTables } from "./generated/tables";

/** Tables that hold what an instance sent. Readers see their views, without what is to be erased. */
export const hiddenTables = [
  "instance",
  "event",
  "instance_day",
  "instance_week_unknown",
] as const satisfies readonly (keyof SchemaTables)[];

type HiddenTable = (typeof hiddenTables)[number];

type ReadOnly<Table> = { [Column in keyof Table]: ColumnType<SelectType<Table[Column]>, never, never> };

/** What is counted of an instance on a day: packed in `instance_day`, and rows to readers. */
type Counted<What> = ReadOnly<{ instance_key: string; day: string } & What>;

type Views = {
  [Table in HiddenTable | "organization_instance" as `visible_${Table}`]: ReadOnly<SchemaTables[Table]>;
} & {
  /** Events that came without the key that the engine of their instance sends; `visible_event` is without them. */
  visible_keyless_event: Pick<
    ReadOnly<SchemaTables["event"]>,
    "instance_key" | "event_time" | "id" | "event_type" | "received_at"
  >;
  /** How many events of each type. */
  visible_instance_day_event: Counted<{ event_type: string; events: number }>;
  /** Clone times in logarithmic buckets. */
  visible_instance_day_clone_time: Counted<{ bucket: number; clones: number }>;
  /** How many events carried a value. */
  visible_instance_day_value: Counted<{ field: string; value: string; events: number }>;
  /** Visible, and of no organization: the instance ID alone opens it. */
  open_instance: ReadOnly<SchemaTables["instance"]>;
};

/** What readers name: the views `visible_…` in place of the tables they filter, and all other tables. */
export type Tables = Omit<SchemaTables, HiddenTable> & Views;

/** Everything, what is to be erased too. For the writer, the erasure itself and what is made again from raw rows. */
export type AllTables = SchemaTables & Views;
