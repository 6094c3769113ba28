import type { EventRow } from "../keepEvent";
import { type RollUp, rollUp } from "../rollUp";

/** A row as it is added up: what the database has of it is enough. */
export type SummedRow = Pick<
  EventRow,
  "instance_key" | "event_time" | "id" | "event_type" | "received_at" | "counted_by" | "example" | "edition"
> & { readonly data: Record<string, unknown> };

/** What has to be added to the roll-ups of one instance. */
export interface InstanceSum {
  readonly rollUp: RollUp;
  readonly example: boolean;
  /** Of the organization whose key came with an event; null leaves the instance's as it is. */
  readonly edition: string | null;
}

/** What has to be added to the roll-ups of each instance. */
export type Sum = Map<string, InstanceSum>;

/** Adds a row to a sum, which is changed. What came without its organization's key is in no roll-up. */
export function addRow(sum: Sum, row: SummedRow): void {
  if (row.counted_by === "keyless") return;
  const before = sum.get(row.instance_key);
  const rolled = rollUp(row, before?.rollUp);
  const edition = row.edition ?? before?.edition ?? null;
  if (before !== undefined && before.edition === edition) return;
  sum.set(row.instance_key, { rollUp: rolled, example: row.example, edition });
}

/** How many rows of roll-ups a sum touches. */
export function rowsOf({ rollUp }: InstanceSum): number {
  return 1 + rollUp.days.size;
}
