import { z } from "zod";
import { countedBy } from "../../catalogue";
import { anyOf } from "../../database/recordset";
import { type Database, DatabaseError, DatabaseUnavailable, type Session } from "../../database/types";
import { addToRollUps } from "./addToRollUps";
import { addRow, type InstanceSum, rowsOf, type Sum } from "./sum";

/** What counting folds needs. */
export interface FoldContext {
  readonly database: Pick<Database, "query" | "sql" | "transaction">;
  /** Rows of roll-ups that are written in one statement, about: whoever writes events waits no longer than these take. */
  readonly partRows: number;
  /** Of instances that no statistic counts. */
  readonly exampleKeys: ReadonlySet<string>;
  /** Told of an instance whose sums the database refuses; gets no row. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Nobody waits for it. */
const timeoutMs = 10_000;
const pageEvents = 5_000;
/** Before every instance's key: whose fold has counted through it is closed, and has counted nothing. */
const nobody = "00000000-0000-0000-0000-000000000000";

const dataSchema = z.record(z.string(), z.unknown());
const countedBySchema = z.enum(countedBy);

/**
 * Adds what was summed of folds to the roll-ups, part by part.
 * @param after the key through which their instances are counted; null where none is
 * @returns false where one of them is not as it was; what is left has to be counted from the events
 * @throws DatabaseUnavailable; then it is not known how far it came
 */
export async function countSum(
  context: FoldContext,
  folds: readonly string[],
  sum: Sum,
  after: string | null = null,
): Promise<boolean> {
  let counted = after;
  for (const instances of inParts(sum, context.partRows)) {
    const through = instances.at(-1)?.[0] ?? null;
    if (!(await countPart(context, folds, counted, through, instances))) return false;
    counted = through;
  }
  return addToRollUps(context.database, { folds, after: counted, through: null, instances: [] }, timeoutMs);
}

/**
 * Counts what is left of a fold from its events: where it was another process's, where events of it were deleted, or where
 * it is not known what became of it.
 */
export async function countFromEvents(context: FoldContext, fold: string): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const read = await context.database.transaction((session) => readFold(session, context, fold));
    isDone = read === null || (await countSum(context, [fold], read.sum, read.after));
  }
}

async function countPart(
  context: FoldContext,
  folds: readonly string[],
  after: string | null,
  through: string | null,
  instances: readonly (readonly [string, InstanceSum])[],
): Promise<boolean> {
  try {
    return await addToRollUps(context.database, { folds, after, through, instances }, timeoutMs);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error instanceof DatabaseUnavailable) throw error;
    if (instances.length === 1) {
      // One instance must not keep all others from being counted; its events are stored.
      context.onError?.(error);
      return addToRollUps(context.database, { folds, after, through, instances: [] }, timeoutMs);
    }
    const middle = instances.length >> 1;
    const [first, second] = [instances.slice(0, middle), instances.slice(middle)];
    const between = first.at(-1)?.[0] ?? null;
    return (
      (await countPart(context, folds, after, between, first)) &&
      (await countPart(context, folds, between, through, second))
    );
  }
}

function* inParts(sum: Sum, partRows: number) {
  let part: (readonly [string, InstanceSum])[] = [];
  let rows = 0;
  for (const key of [...sum.keys()].sort()) {
    const one = sum.get(key) as InstanceSum;
    part.push([key, one]);
    rows += rowsOf(one);
    if (rows < partRows) continue;
    yield part;
    part = [];
    rows = 0;
  }
  if (part.length > 0) yield part;
}

/** Closes a fold, so that nothing is added to it, and sums what of it is not counted; null where it is done. */
async function readFold(session: Session, { exampleKeys }: FoldContext, fold: string) {
  const { withErased } = session;
  const held = await withErased
    .selectFrom("fold")
    .select("through")
    .where("id", "=", BigInt(fold))
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined) return null;
  const after = held.through ?? nobody;
  await withErased
    .updateTable("fold")
    .set({ through: after, recount: false })
    .where("id", "=", BigInt(fold))
    .execute();
  const sum: Sum = new Map();
  for (let last: { instance_key: string; event_time: Date; id: string } | null = null; ; ) {
    const page = await withErased
      .selectFrom("event")
      .select(["instance_key", "event_time", "id", "event_type", "received_at", "data", "counted_by"])
      .where("fold", "=", BigInt(fold))
      .where("instance_key", ">", after)
      .$if(last !== null, (query) =>
        query.where((of) =>
          of(
            of.refTuple("instance_key", "event_time", "id"),
            ">",
            of.tuple(last?.instance_key ?? "", last?.event_time ?? new Date(0), last?.id ?? ""),
          ),
        ),
      )
      .orderBy("instance_key")
      .orderBy("event_time")
      .orderBy("id")
      .limit(pageEvents)
      .execute();
    const editions = await editionsOf(session, [...new Set(page.map((row) => row.instance_key))]);
    for (const row of page) {
      addRow(sum, {
        ...row,
        event_time: row.event_time.toISOString(),
        received_at: row.received_at.toISOString(),
        data: dataSchema.parse(row.data),
        counted_by: countedBySchema.parse(row.counted_by),
        example: exampleKeys.has(row.instance_key),
        edition: editions.get(row.instance_key) ?? null,
      });
    }
    last = page.at(-1) ?? null;
    if (page.length < pageEvents) return { sum, after };
  }
}

/** The plans of the organizations whose instances these are. */
async function editionsOf({ sql }: Session, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await sql
    .selectFrom("organization_instance")
    .innerJoin("organization", "organization.id", "organization_instance.organization_id")
    .select(["instance_key", "plan"])
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .execute();
  return new Map(rows.map(({ instance_key, plan }) => [instance_key, plan]));
}
