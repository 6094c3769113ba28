import { forgedEvents } from "./absurd";
import { containerDay } from "./containers";
import { EngineLife } from "./engineLife";
import type { Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { planDay } from "./planDay";
import { dayMs, dayOf } from "./time";

/**
 * All that a fleet has sent, a day after the other and in order of time within a day. What is given up to a moment is the
 * beginning of what is given up to any later one.
 * @param until milliseconds since 1970; the end of the fleet's history unless given
 * @returns when done, the engines as they are at that moment, to be lived on with
 */
export function* fleetHistory(
  fleet: Fleet,
  until: number = fleet.end.getTime(),
): Generator<FleetEvent, readonly EngineLife[]> {
  const engines = fleet.engines.map((instance) => new EngineLife(instance, fleet.seed));
  const forged = forgedEvents(fleet);
  let nextForged = 0;
  for (let day = dayOf(fleet.start.getTime()); day < until; day += dayMs) {
    const events: FleetEvent[] = [];
    const end = Math.min(day + dayMs, until);
    for (const engine of engines) for (const event of engineDay(engine, day, end)) events.push(event);
    for (const event of containerDay(fleet, day)) {
      if (event.at >= fleet.start.getTime() && event.at < end) events.push(event);
    }
    for (; (forged[nextForged]?.at ?? end) < end; nextForged += 1) {
      const event = forged[nextForged];
      if (event !== undefined) events.push(event);
    }
    yield* events.sort((one, other) => one.at - other.at);
  }
  return engines;
}

function engineDay(engine: EngineLife, day: number, end: number): FleetEvent[] {
  if (day + dayMs <= engine.instance.reportsFrom || engine.isGone) return [];
  planDay(engine, day);
  return engine.liveUntil(end);
}
