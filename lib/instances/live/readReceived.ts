import { believedHours } from "../../catalogue";
import type { Session } from "../../database/types";
import { eventColumns, rowToEvent } from "../timeline/eventRow";
import type { TimelineEvent } from "../timeline/types";
import type { Position } from "./position";

const hourMs = 3_600_000;

/**
 * Reads live events of an instance in the order in which they were received, from the first after a position. No index
 * leads to a time of receipt; live is what was received while anybody is believed, which keeps what has to be looked
 * through to a few days. What is older is history: it comes with the timeline, not live.
 * @returns at most `limit`; none of an erased instance
 */
export async function readReceived(
  { prepared }: Pick<Session, "prepared">,
  key: string,
  { after, limit }: { readonly after: Position; readonly limit: number },
): Promise<TimelineEvent[]> {
  const receivedAt = new Date(after.receivedAt);
  const rows = await prepared("read_received")
    .selectFrom("visible_event")
    .select(eventColumns)
    .where("instance_key", "=", key)
    .where("event_time", ">=", new Date(receivedAt.getTime() - believedHours * hourMs))
    .where((of) => of(of.refTuple("received_at", "id"), ">", of.tuple(receivedAt, after.id)))
    .orderBy("received_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(rowToEvent);
}
