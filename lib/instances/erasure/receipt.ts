import { z } from "zod";
import { isoTimes } from "../../database/isoTimes";
import type { Session } from "../../database/types";
import { about, type InCode, time } from "../../http/json";

/** A receipt of an erasure. */
export const receiptJsonSchema = z.object({
  id: about(z.uuid(), "Identifier of the receipt. Random: it leads to nothing else."),
  state: about(z.enum(["hidden", "undone", "purged"]), "`hidden` until it is purged or undone."),
  requested_at: time,
  purge_at: about(time, "From when on it is purged. Until then the same ID can undo it."),
  undone_at: time.nullable(),
  purged_at: time.nullable(),
  refuses_events: about(z.boolean(), "Whether later events are dropped."),
  counts: about(
    z.object({ events: z.int(), days: z.int() }),
    "Rows of events and of roll-ups by day: at the request, and once it is purged, when deleting began.",
  ),
});

/** What became of an erasure. Times are ISO 8601. */
export type ErasureReceipt = InCode<z.output<typeof receiptJsonSchema>>;

/** The receipt of that identifier; null where there is none, and for what is no identifier. */
export async function readReceipt(
  { database }: { readonly database: Session },
  { id }: { readonly id: string },
): Promise<ErasureReceipt | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await database.prisma.erasureReceipt.findUnique({ where: { id } });
  if (row === null) return null;
  return {
    ...isoTimes(row),
    state: row.undoneAt !== null ? "undone" : row.purgedAt !== null ? "purged" : "hidden",
    refusesEvents: row.refuses,
    counts: receiptJsonSchema.shape.counts.parse(row.counts),
  };
}

/** What is stored of an instance, counted for its receipt. */
export async function countStored({ withErased }: Session, key: string): Promise<ErasureReceipt["counts"]> {
  const count = async (table: "event" | "instance_day") => {
    const rows = withErased.selectFrom(table).where("instance_key", "=", key);
    return (await rows.select(({ fn }) => fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n;
  };
  return { events: await count("event"), days: await count("instance_day") };
}
