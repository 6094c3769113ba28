import type { EngineLife } from "./engineLife";
import type { Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { fleetHistory } from "./history";
import { dayMs } from "./time";

/** A gap of so many days is filled with everything; a longer one with as many events, spread over it. */
const fullGapDays = 21;

/** The events that an installation does not have yet, and what becomes of the engines. */
export interface MissingEvents {
  readonly events: Generator<FleetEvent>;
  /** The engines at the end; empty until all events were drawn. */
  engines(): readonly EngineLife[];
}

/** All of a fleet's history. */
export function wholeHistory(fleet: Fleet): MissingEvents {
  return missing(fleet, fleet.end.getTime(), () => true);
}

/**
 * What happened since an installation last ran.
 * @param from its last event; milliseconds since 1970, like `until`
 */
export function historySince(fleet: Fleet, from: number, until: number): MissingEvents {
  const keptShare = Math.min(1, (fullGapDays * dayMs) / Math.max(until - from, 1));
  let due = 0;
  return missing(fleet, until, ({ at, type }) => {
    if (at <= from) return false;
    // What an engine is and how long it ran must stay true.
    if (type === "engine_started" || type === "engine_stopped") return true;
    due += keptShare;
    if (due < 1) return false;
    due -= 1;
    return true;
  });
}

function missing(fleet: Fleet, until: number, isMissing: (event: FleetEvent) => boolean): MissingEvents {
  let left: readonly EngineLife[] = [];
  function* draw(): Generator<FleetEvent> {
    const history = fleetHistory(fleet, until);
    for (let next = history.next(); ; next = history.next()) {
      if (next.done === true) {
        left = next.value;
        return;
      }
      if (isMissing(next.value)) yield next.value;
    }
  }
  return { events: draw(), engines: () => left };
}
