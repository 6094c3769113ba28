import type { ReadRow } from "./answerBatch";
import type { EventLinks } from "./contracts";
import type { EventRow } from "./keepEvent";

/**
 * The rows, with the edition of those that are linked to the organization whose key they came with.
 * @throws DatabaseUnavailable where it cannot be told now
 */
export async function linkRows(
  eventLinks: EventLinks | undefined,
  read: readonly ReadRow[],
  orgKey: string | undefined,
): Promise<readonly EventRow[]> {
  const rows = read.map(({ row }) => row);
  const found = orgKey === undefined ? null : await eventLinks?.find(orgKey);
  if (found === null || found === undefined) return rows;
  const linked = await found.link(read.map(({ row, instanceId }) => ({ key: row.instance_key, instanceId })));
  return rows.map((row) => (linked.has(row.instance_key) ? { ...row, edition: found.plan } : row));
}
