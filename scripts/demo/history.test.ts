import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../lib/catalogue";
import { parseJson } from "../../lib/ingest/parseJson";
import { readEvent } from "../../lib/ingest/readEvent";
import { createFleet, type Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { fleetHistory } from "./history";
import { historySince, wholeHistory } from "./missingEvents";
import { batchesOf } from "./requests";
import { dayMs } from "./time";
import { isPlayed } from "./unplayed";

const options = { seed: 5, instances: 60, months: 12, end: new Date("2026-11-20T15:30:00Z") };
let fleet: Fleet;
let history: FleetEvent[];

beforeAll(() => {
  fleet = createFleet(options);
  history = [...fleetHistory(fleet)];
});

const dayOf = (event: FleetEvent) => Math.floor(event.at / dayMs);
const byInstance = () => groupBy(history, ({ instanceId }) => instanceId);

function groupBy<Key>(events: readonly FleetEvent[], keyOf: (event: FleetEvent) => Key) {
  const groups = new Map<Key, FleetEvent[]>();
  for (const event of events) {
    const group = groups.get(keyOf(event));
    if (group === undefined) groups.set(keyOf(event), [event]);
    else group.push(event);
  }
  return groups;
}

/** The events that something is wrong with; a few of them are enough to see what. */
function wrong(isWrong: (event: FleetEvent) => boolean): FleetEvent[] {
  return history.filter(isWrong).slice(0, 3);
}

test("is the same for the same options, and another for another seed", () => {
  expect([...fleetHistory(createFleet(options))]).toEqual(history);
  const [other] = fleetHistory(createFleet({ ...options, seed: 6 }));
  expect(other).not.toEqual(history[0]);
});

test("the history up to a moment is the beginning of the history up to a later one", () => {
  const until = Date.parse("2026-03-11T11:11:11Z");
  expect([...fleetHistory(fleet, until)]).toEqual(history.filter(({ at }) => at < until));
});

test("is in order of time, within its range, and every event has an ID of its own", () => {
  expect(wrong(({ at }) => at < fleet.start.getTime() || at >= fleet.end.getTime())).toEqual([]);
  expect(history.filter(({ at }, index) => at < (history[index - 1]?.at ?? 0))).toEqual([]);
  expect(new Set(history.map(({ instanceId, eventId }) => `${instanceId} ${eventId}`)).size).toBe(
    history.length,
  );
});

test("every event is accepted as it is sent, and holds nothing undeclared", () => {
  const sent = [...batchesOf(history)].flatMap(({ request }) => request.body.trimEnd().split("\n"));
  const refused = sent.filter((line) => {
    const parsed = parseJson(line);
    if (!parsed.ok) return true;
    const read = readEvent(parsed.value, { catalogue, now: fleet.end, retentionDays: 600 });
    return !read.ok || read.value.unknownPaths.length > 0;
  });
  expect(sent).toHaveLength(history.length);
  expect(refused.slice(0, 3)).toEqual([]);
});

test("every engine begins with a start", () => {
  const engines = new Map(fleet.engines.map((engine) => [engine.id, engine]));
  for (const [id, events] of byInstance()) {
    expect(events[0]?.type).toBe("engine_started");
    const engine = engines.get(id);
    if (engine !== undefined) expect(events[0]?.at).toBe(engine.reportsFrom);
  }
});

test("a stop tells the time since the start before it, and nothing follows until the next start", () => {
  const startedAt = new Map<string, number>();
  let stops = 0;
  const offending = wrong(({ type, instanceId, at, data, origin }) => {
    if (origin === "forged") return false;
    if (type === "engine_started") startedAt.set(instanceId, at);
    const uptime = (at - (startedAt.get(instanceId) ?? Number.NaN)) / 1000;
    if (type !== "engine_stopped") return Number.isNaN(uptime);
    stops += 1;
    startedAt.delete(instanceId);
    return !(Math.abs(Number(data.uptime) - uptime) < 1);
  });
  expect(offending).toEqual([]);
  const starts = history.filter(({ type }) => type === "engine_started").length;
  expect(stops).toBeGreaterThan(100);
  expect(starts - stops).toBeGreaterThan(50);
});

/** An example of the catalogue is of a clone that was never made. */
const isOfClone = (type: string) => catalogue.find(type)?.group === "clone" && isPlayed(type);

test("clones are reset and destroyed after they were created, and keep their time", () => {
  // Of a clone made while telemetry was off, only the end may be seen.
  const silent = new Set(fleet.engines.filter(({ silence }) => silence !== null).map(({ id }) => id));
  const seconds = new Map<unknown, unknown>();
  let resets = 0;
  const offending = wrong(({ type, data, origin, instanceId }) => {
    if (origin === "forged" || !isOfClone(type) || silent.has(instanceId)) return false;
    if (type === "clone_created") return !seconds.set(data.id, data.cloning_time || null);
    if (!seconds.has(data.id)) return true;
    if (type === "clone_destroyed") return !seconds.delete(data.id);
    if (type !== "clone_reset") return false;
    resets += 1;
    const known = seconds.get(data.id) ?? data.cloning_time;
    seconds.set(data.id, known);
    return known !== data.cloning_time || !(Number(known) > 0);
  });
  expect(offending).toEqual([]);
  expect(resets).toBeGreaterThan(500);
});

describe("those who cannot be counted", () => {
  test.each(["container", "forged"] as const)("a %s is seen on one day only", (origin) => {
    const theirs = [...byInstance().values()].filter(([first]) => first?.origin === origin);
    expect(theirs.length).toBeGreaterThan(10);
    for (const events of theirs) expect(new Set(events.map(dayOf)).size).toBe(1);
  });

  test("bursts come under many IDs on one day", () => {
    const forged = history.filter(({ origin, type }) => origin === "forged" && type === "engine_started");
    const days = [...groupBy(forged, dayOf).values()].map((events) => events.length);
    expect(days.filter((count) => count >= 18)).toHaveLength(3);
    expect(forged.some(({ data }) => data.engine_version === "v99.99.0-20991231-2359")).toBe(true);
  });
});

describe("what an installation is missing", () => {
  test("is all of it at first, and then what came since", () => {
    const whole = wholeHistory(fleet);
    expect([...whole.events]).toEqual(history);
    expect(whole.engines()).toHaveLength(options.instances);
    const from = fleet.end.getTime() - 3 * dayMs;
    const since = historySince(fleet, from, fleet.end.getTime());
    expect([...since.events]).toEqual(history.filter(({ at }) => at > from));
  });

  test("is thinned out after a long time, but not the starts and stops", () => {
    const from = fleet.end.getTime() - 200 * dayMs;
    const all = history.filter(({ at }) => at > from);
    const sent = [...historySince(fleet, from, fleet.end.getTime()).events];
    const isLife = ({ type }: FleetEvent) => type === "engine_started" || type === "engine_stopped";
    expect(sent.filter(isLife)).toEqual(all.filter(isLife));
    const shares = [sent, all].map((events) => events.filter((event) => !isLife(event)).length);
    expect((shares[0] ?? 0) / (shares[1] ?? 1)).toBeCloseTo(21 / 200, 2);
  });
});
