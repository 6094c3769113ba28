/** For so many hours after an event anybody's event_time is believed: older events of strangers are counted nowhere. */
export const believedHours = 48;

/**
 * By which of its times an event is counted; by `nothing` where it is too old to be believed. `keyless` is no event of the
 * instance that it names: it came without the key that this instance's engine sends.
 */
export const countedBy = ["event_time", "received_at", "nothing", "keyless"] as const;

export type CountedBy = (typeof countedBy)[number];

const hourMs = 3_600_000;

/** True for an event that is older when it is received than anybody is believed. */
export function isHistory(eventTime: Date, receivedAt: Date): boolean {
  return receivedAt.getTime() - eventTime.getTime() > believedHours * hourMs;
}

/**
 * When an event was known, by the clock that counts it, to the hour, so that an instance's row is written once an hour and
 * not with each event; null where nothing counts it. Times are ISO 8601.
 */
export function knownAt(event: {
  readonly counted_by: CountedBy;
  readonly event_time: string;
  readonly received_at: string;
}): string | null {
  if (event.counted_by === "nothing" || event.counted_by === "keyless") return null;
  return event[event.counted_by].replace(/:.*$/, ":00:00.000Z");
}
