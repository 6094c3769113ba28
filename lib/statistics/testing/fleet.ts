import { catalogue } from "../../catalogue";
import { type EventRow, keepEvent } from "../../ingest/keepEvent";
import { createPseudonyms } from "../../settings/pseudonyms";

export const testPseudonyms = createPseudonyms("a pepper of thirty-two characters");

interface Sent {
  readonly time: string;
  /** When it was received; by default at its time, so that it is not late. */
  readonly received?: string;
  readonly data?: object;
}

/** An event of the numbered instance, as ingest would hand it to the database. */
export function eventOf(
  instance: number,
  name: string,
  { time, received = time, data = {} }: Sent,
): EventRow {
  const type = catalogue.find(name);
  if (type === undefined) throw new Error(name);
  // The catalogue's example is of the newest tag, which can be a release candidate.
  const released = name === "engine_started" ? { engine_version: "v4.1.3-20260507-0910" } : {};
  const event = {
    instanceId: `c${String(instance).padStart(19, "0")}`,
    type,
    data: type.data.parse({ ...type.example, ...released, ...data }),
    eventTime: new Date(time),
    eventId: null,
    unknownPaths: [],
  };
  return keepEvent(event, testPseudonyms, new Date(received));
}
