import { newestAt, releases } from "./builds";
import type { Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { makeMachine, usedBytes } from "./machine";
import { startedPayload } from "./payloads";
import { SeededRandom } from "./seededRandom";
import { dayMs, minuteMs, workMoment, workShare } from "./time";
import { makeTimetable } from "./timetable";
import { makeXid } from "./xid";

/** Containers in continuous integration: one in so many engines of the fleet. */
const enginesPerContainer = 60;

/**
 * What containers send on a day that do not keep their instance ID: each start is a new instance, seen on that day only.
 * @param day midnight (UTC), milliseconds since 1970
 */
export function containerDay(fleet: Fleet, day: number): FleetEvent[] {
  return Array.from({ length: Math.ceil(fleet.instances / enginesPerContainer) }, (_, index) =>
    oneContainer(
      new SeededRandom(fleet.seed, 4, index, day / dayMs),
      new SeededRandom(fleet.seed, 5, index),
      day,
    ),
  ).flat();
}

/** @param own numbers that are the same on every day of this container */
function oneContainer(random: SeededRandom, own: SeededRandom, day: number): FleetEvent[] {
  if (!random.chance(0.3 * workShare(day))) return [];
  const machine = makeMachine(own, "zfs");
  const place = { utcOffsetHours: own.pick([-5, 1, 2]), roundTheClock: false };
  const startsAt = Math.min(workMoment(random, day, place), day + dayMs - 40 * minuteMs);
  const build = newestAt(releases, day - own.between(5, 200) * dayMs);
  const instanceId = makeXid({
    at: startsAt,
    machine: own.whole(0, 0xffffff),
    process: 1,
    counter: random.whole(0, 0xffffff),
  });
  const events: FleetEvent[] = [];
  const send = (at: number, type: string, data: FleetEvent["data"] = {}) => {
    const eventId = `demo-${events.length + 1}`;
    events.push({
      instanceId,
      at: Math.floor(at),
      type,
      data,
      eventId,
      origin: "container",
      line: build.line,
    });
  };
  send(
    startsAt,
    "engine_started",
    startedPayload({
      build,
      postgres: own.pick(["14", "15", "16"]),
      fsType: "zfs",
      pools: 1,
      totalBytes: machine.poolBytes,
      usedBytes: usedBytes(machine, random, 0),
      mode: "logical",
      timetable: makeTimetable(own, "none"),
      jobs: ["logicalDump", "logicalRestore", "logicalSnapshot"],
      cpu: machine.cpu,
      memoryBytes: machine.memoryBytes,
    }),
  );
  send(startsAt + 6 * minuteMs, "snapshot_created");
  for (let clones = random.whole(0, 3); clones > 0; clones -= 1) {
    const id = random.hex(40);
    const at = startsAt + random.between(7, 30) * minuteMs;
    send(at, "clone_created", { id, cloning_time: 0 });
    send(at + 5 * minuteMs, "clone_destroyed", { id });
  }
  return events;
}
