import type { TimelineEvent } from "@/lib/instances/timeline/types";

/** An event of a minute of 25 November 2026, for tests. Its ID sorts as its number does. */
export function sampleEvent(number: number, part: Partial<TimelineEvent> = {}): TimelineEvent {
  const eventTime = new Date(Date.UTC(2026, 10, 25, 10, number)).toISOString();
  return {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    eventTime,
    receivedAt: eventTime,
    type: "clone_reset",
    data: { id: "3f2a9c1e7b60", cloning_time: 1.5, dsa_diff: 12 },
    leftOut: [],
    ...part,
  };
}
