import { type ExpressionBuilder, sql as text } from "kysely";
import type { Tables } from "../../database/tables";
import type { Session } from "../../database/types";
import { dayOf, startOfDay } from "../../words/period";
import { eventColumns, rowToEvent } from "../timeline/eventRow";
import type { TimelineEvent } from "../timeline/types";
import type { Position } from "./position";

/**
 * Reads events of an instance in the order in which they were received, from the first after a position. No index leads to
 * a time of receipt: an event is either of the day on which it was received or later, or its day is marked as late in the
 * same commit, which keeps what has to be looked through to a few days. Events for earlier days are among them as long as the statistics have not been computed again for those days.
 * @returns at most `limit`; none of an erased instance
 */
export async function readReceived(
  { prepared }: Pick<Session, "prepared">,
  key: string,
  { after, limit }: { readonly after: Position; readonly limit: number },
): Promise<TimelineEvent[]> {
  const day = dayOf(after.receivedAt);
  const receivedAt = new Date(after.receivedAt);
  const sql = prepared("read_received");
  const isAfter = (of: ExpressionBuilder<Tables, "visible_event">) =>
    of(of.refTuple("received_at", "id"), ">", of.tuple(receivedAt, after.id));
  const rows = await sql
    .selectFrom(
      sql
        .selectFrom("visible_event")
        .select(eventColumns)
        .where("instance_key", "=", key)
        .where("event_time", ">=", startOfDay(day))
        .where(isAfter)
        .unionAll(
          sql
            .selectFrom("instance_day_late as late")
            .innerJoin("visible_event", (join) =>
              join
                .on("visible_event.instance_key", "=", key)
                .on("event_time", ">=", midnight("late.day"))
                .on("event_time", "<", midnight("late.day", 1)),
            )
            .select(eventColumns)
            .where("late.instance_key", "=", key)
            .where("late.day", "<", day)
            .where("late.marked_at", ">=", receivedAt)
            .where(isAfter),
        )
        .as("event"),
    )
    .selectAll()
    .orderBy("received_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(rowToEvent);
}

/** When a day (UTC), or the one so many days later, begins. */
function midnight(day: string, later = 0) {
  return text<Date>`((${text.ref(day)} + ${text.lit(later)})::timestamp at time zone 'UTC')`;
}
