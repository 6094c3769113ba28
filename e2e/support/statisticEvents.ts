import { readEventCaptures } from "../../lib/catalogue/testing/captures";

const dayMs = 86_400_000;

/** Valid instance IDs, distinct for the first thousand. */
export function testInstanceId(index: number): string {
  return `c${String(index).padStart(19, "0")}`;
}

/** The data of an event of a captured engine, newest version first. */
function capturedData(eventType: string): Record<string, unknown> {
  const capture = readEventCaptures().findLast(({ event }) => event === eventType);
  if (capture === undefined) throw new Error(`no captured ${eventType}`);
  return JSON.parse(capture.body).event_data;
}

/**
 * Events of instances as a relay would send them: a start and a measured clone every week for so many weeks up to now,
 * every third instance on LVM. A first start is a day before, so that each was seen on two days.
 */
export function fleetEvents({ instances, weeks }: { instances: number; weeks: number }): object[] {
  const started = capturedData("engine_started");
  const now = Date.now() - 60_000;
  return Array.from({ length: instances }, (_, index) => {
    const of = (time: number, event_type: string, event_data: object) => ({
      instance_id: testInstanceId(index),
      event_time: new Date(time).toISOString(),
      event_type,
      event_data,
    });
    const pools = { ...(started.pools as object), fs_type: index % 3 === 2 ? "lvm" : "zfs" };
    const start = { ...started, pools };
    const first = now - (weeks - 1) * 7 * dayMs;
    return [
      of(first - dayMs, "engine_started", start),
      ...Array.from({ length: weeks }, (_, week) => first + week * 7 * dayMs).flatMap((time, week) => [
        of(time, "engine_started", start),
        of(time, "clone_reset", { id: `clone-${week}`, cloning_time: 1 + index + week / 10, dsa_diff: 1 }),
      ]),
    ];
  }).flat();
}

/** Sends events to a server's `/api/v1/events`. */
export async function sendEvents(url: string, events: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/api/v1/events`, { method: "POST", body: JSON.stringify(events) });
  const { refused } = await answer.json();
  if (answer.status !== 200 || refused > 0) throw new Error(`answered ${answer.status}, ${refused} refused`);
}
