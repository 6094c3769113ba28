import { releases } from "./builds";
import type { Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { startedPayload } from "./payloads";
import { SeededRandom } from "./seededRandom";
import { dayMs, dayOf } from "./time";
import { makeXid } from "./xid";

const absurdSenders = 24;
const bursts = 3;
/** IDs in a burst: one in so many engines of the fleet, so that it would be seen in every chart it got into. */
const burstShare = 0.3;

/** The longest duration an engine can express, in seconds: 292 years. */
const longestSeconds = 9_223_372_036.854776;

/**
 * What is sent under made-up IDs, in order of time: absurd figures, sent once, and bursts that would sway a chart. Each
 * ID is seen on one day only. All of it is valid, so all of it is accepted.
 */
export function forgedEvents(fleet: Fleet): FleetEvent[] {
  const random = new SeededRandom(fleet.seed, 6);
  const firstDay = dayOf(fleet.start.getTime()) + dayMs;
  const days = Math.max(1, Math.floor((fleet.end.getTime() - firstDay) / dayMs) - 1);
  const anyDay = () => firstDay + random.whole(0, days - 1) * dayMs;
  const absurd = Array.from({ length: absurdSenders }, () => absurdSender(random, anyDay()));
  const burst = Array.from({ length: bursts }, () => {
    const day = anyDay();
    const count = Math.ceil(fleet.instances * burstShare);
    return Array.from({ length: count }, () => burstSender(random, day)).flat();
  });
  return [...absurd, ...burst].flat().sort((one, other) => one.at - other.at);
}

function absurdSender(random: SeededRandom, day: number): FleetEvent[] {
  const at = momentOf(random, day);
  const id = forgedId(random, at);
  const pools = { fs_type: "zfs", number: 10_000, total_size: Number.MAX_SAFE_INTEGER, total_used: 0 };
  return [
    forged(id, at, "engine_started", {
      engine_version: "v99.99.0-20991231-2359",
      db_engine: "postgres",
      db_version: "99",
      pools,
      restore: { mode: "physical", refreshing: "* * * * *", jobs: Array(50).fill("logicalDump") },
      system: { cpu: 65_535, total_memory: Number.MAX_SAFE_INTEGER, data_used: Number.MAX_SAFE_INTEGER },
    }),
    forged(id, at + 1_000, "clone_reset", {
      id: random.hex(40),
      cloning_time: longestSeconds,
      dsa_diff: -longestSeconds,
    }),
    forged(id, at + 2_000, "engine_stopped", { uptime: longestSeconds }),
  ];
}

/** Plausible each, and all alike: an old version on LVM, with clones faster than light. */
function burstSender(random: SeededRandom, day: number): FleetEvent[] {
  const at = momentOf(random, day);
  const id = forgedId(random, at);
  const [build] = releases;
  if (build === undefined) return [];
  const payload = startedPayload({
    build,
    postgres: "9.6",
    fsType: "lvm",
    pools: 1,
    totalBytes: 0,
    usedBytes: 0,
    mode: "unknown",
    timetable: { line: "" },
    jobs: null,
    cpu: 1,
    memoryBytes: 1,
  });
  return [
    forged(id, at, "engine_started", payload),
    forged(id, at + 500, "clone_reset", { id: random.hex(40), cloning_time: 1e-9 }),
  ];
}

/** Early enough that what follows is of the same day. */
function momentOf(random: SeededRandom, day: number): number {
  return day + Math.floor(random.between(0.1, 0.9) * dayMs);
}

function forgedId(random: SeededRandom, at: number): string {
  return makeXid({
    at,
    machine: random.whole(0, 0xffffff),
    process: random.whole(0, 0xffff),
    counter: random.whole(0, 0xffffff),
  });
}

function forged(instanceId: string, at: number, type: string, data: FleetEvent["data"]): FleetEvent {
  return { instanceId, at, type, data, eventId: `demo-${type}`, origin: "forged", line: "3.0.0" };
}
