import type { Database } from "../../database/types";
import { Folds, type WriteOptions } from "../folds/folds";
import type { EventRow } from "../keepEvent";

/** Writes events and counts them, as a service does that nobody else sends to. @returns repeats, as `Folds.write` does */
export async function writeEvents(
  database: Database,
  rows: readonly EventRow[],
  options: WriteOptions,
): Promise<ReadonlySet<EventRow>> {
  const errors: unknown[] = [];
  const folds = foldsOn(database, (error) => void errors.push(error));
  const repeated = await folds.write(rows, options);
  await folds.close();
  if (errors.length > 0) throw errors[0];
  return repeated;
}

/** Counts events of processes that are gone, as a service does at its start. */
export function adoptFolds(database: Database): Promise<void> {
  return foldsOn(database, () => {}).adopt(true);
}

function foldsOn(database: Database, onError: (error: unknown) => void): Folds {
  return new Folds({ database, partRows: 1_000, exampleKeys: new Set(), onError });
}
