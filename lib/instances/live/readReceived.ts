import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { dayOf } from "../../words/period";
import { eventColumns, rowToEvent } from "../timeline/eventRow";
import type { TimelineEvent } from "../types";
import type { Position } from "./position";

const midnight = (day: string) => `(${day}::timestamp at time zone 'UTC')`;

/**
 * No index leads to a time of receipt. An event is either of the day on which it was received or later, or its day is
 * marked as late in the same commit: that keeps what has to be looked through to a few days.
 */
const receivedStatement = `
select ${eventColumns} from (
  select event.* from event
  where instance_key = $1 and event_time >= ${midnight("$4::date")}
    and (received_at, id) > ($2::timestamptz, $3::uuid)
  union all
  select event.* from instance_day_late as late
  join event on event.instance_key = $1
    and event_time >= ${midnight("late.day")} and event_time < ${midnight("(late.day + 1)")}
    and (received_at, id) > ($2::timestamptz, $3::uuid)
  where late.instance_key = $1 and late.day < $4::date and late.marked_at >= $2::timestamptz
) as event
where ${notErased("event.instance_key")}
order by received_at, id limit $5`;

/**
 * Reads events of an instance in the order in which they were received, from the first after a position. Events for
 * earlier days are among them as long as the statistics have not been computed again for those days.
 * @returns at most `limit`; none of an erased instance
 */
export async function readReceived(
  database: Pick<Database, "query">,
  key: string,
  { after, limit }: { readonly after: Position; readonly limit: number },
): Promise<TimelineEvent[]> {
  const day = dayOf(after.receivedAt);
  const rows = await database.query<unknown>(
    receivedStatement,
    [key, after.receivedAt, after.id, day, limit],
    { name: "read_received" },
  );
  return rows.map(rowToEvent);
}
