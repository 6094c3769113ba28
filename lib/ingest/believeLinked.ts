import { isHistory } from "../catalogue";
import type { ReadResult } from "./answerBatch";
import type { TrustedSender, TrustedSenders } from "./contracts";

/**
 * Lets events count by their own times where an organization's sender is believed: of instances that are linked to the
 * organization, and not of the time before, which was not theirs. All else stays a stranger's.
 */
export async function believeLinked(
  read: readonly ReadResult[],
  { id, organizationId }: TrustedSender,
  senders: Pick<TrustedSenders, "linkedSince">,
  isAway: boolean,
): Promise<readonly ReadResult[]> {
  if (organizationId === null) return read;
  const keys = new Set(read.flatMap((result) => ("row" in result ? result.row.instance_key : [])));
  if (keys.size === 0) return read;
  const linkedSince = await senders.linkedSince(organizationId, [...keys], isAway);
  return read.map((result) => {
    if (!("row" in result)) return result;
    const { row } = result;
    const since = linkedSince.get(row.instance_key);
    const time = new Date(row.event_time);
    if (since === undefined || time < since) return result;
    return {
      ...result,
      row: { ...row, counted_by: "event_time" as const },
      ...(isHistory(time, new Date(row.received_at)) ? { historyOf: id } : {}),
    };
  });
}
