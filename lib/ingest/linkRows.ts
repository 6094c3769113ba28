import type { ReadRow } from "./answerBatch";
import type { EventLinks } from "./contracts";
import type { EventRow } from "./keepEvent";

/**
 * The rows, with the edition of those that are linked to the organization whose key they came with.
 * @param at when it came; now where it is not said
 * @throws DatabaseUnavailable where it cannot be told now
 */
export async function linkRows(
  eventLinks: EventLinks | undefined,
  read: readonly ReadRow[],
  orgKey: string | undefined,
  at?: Date,
): Promise<readonly EventRow[]> {
  const found = orgKey === undefined ? null : await eventLinks?.find(orgKey, at);
  if (!found) return markKeyless(eventLinks, read);
  const linked = await found.link(read.map(({ row, instanceId }) => ({ key: row.instance_key, instanceId })));
  return read.map((one) =>
    linked.has(one.row.instance_key) ? { ...one.row, edition: found.plan } : marked(eventLinks, one),
  );
}

/**
 * Rows that came without a key. Those of instances whose engine sends one are not its own: whoever knows its ID can send
 * them. A sender of the organization has a secret of it, too.
 */
export function markKeyless(
  eventLinks: EventLinks | undefined,
  read: readonly ReadRow[],
): readonly EventRow[] {
  return read.map((one) => marked(eventLinks, one));
}

function marked(eventLinks: EventLinks | undefined, { row, vouchedBy }: ReadRow): EventRow {
  const owner = eventLinks?.ownerOf(row.instance_key);
  return owner === undefined || owner === vouchedBy ? row : { ...row, counted_by: "keyless" };
}
