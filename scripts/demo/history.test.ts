import { beforeAll, describe, expect, test } from "vitest";
import { catalogue, instanceIdSchema, unknownPaths } from "../../lib/catalogue";
import { createFleet, type Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { fleetHistory } from "./history";
import { historySince, wholeHistory } from "./missingEvents";
import { dayMs } from "./time";

const options = { seed: 5, instances: 80, months: 14, end: new Date("2026-11-20T15:30:00Z") };
let fleet: Fleet;
let history: FleetEvent[];

beforeAll(() => {
  fleet = createFleet(options);
  history = [...fleetHistory(fleet)];
});

const dayOf = (event: FleetEvent) => Math.floor(event.at / dayMs);
const byInstance = () => Map.groupBy(history, ({ instanceId }) => instanceId);

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
  let last = fleet.start.getTime();
  const ids = new Set<string>();
  for (const { at, instanceId, eventId } of history) {
    expect(at).toBeGreaterThanOrEqual(last);
    last = at;
    ids.add(`${instanceId} ${eventId}`);
  }
  expect(last).toBeLessThan(fleet.end.getTime());
  expect(ids.size).toBe(history.length);
});

test("every event is valid, holds nothing undeclared, and is kept as it is", () => {
  for (const { type, data, instanceId } of history) {
    const declared = catalogue.find(type);
    if (declared === undefined) throw new Error(`${type} is not declared`);
    expect(declared.data.safeParse(data).error?.issues ?? [], `${type} ${JSON.stringify(data)}`).toEqual([]);
    expect(unknownPaths(declared, data)).toEqual([]);
    expect(instanceIdSchema.safeParse(instanceId).success).toBe(true);
  }
});

test("all event types are there, and every engine begins with a start", () => {
  expect(new Set(history.map(({ type }) => type))).toEqual(new Set(catalogue.types.map(({ name }) => name)));
  const engines = new Map(fleet.engines.map((engine) => [engine.id, engine]));
  for (const [id, events] of byInstance()) {
    expect(events[0]?.type).toBe("engine_started");
    const engine = engines.get(id);
    if (engine !== undefined) expect(events[0]?.at).toBe(engine.reportsFrom);
  }
});

test("a stop tells the time since the start before it", () => {
  let stops = 0;
  const startedAt = new Map<string, number>();
  for (const { type, instanceId, at, data, origin } of history) {
    if (origin === "forged") continue;
    if (type === "engine_started") startedAt.set(instanceId, at);
    if (type !== "engine_stopped") continue;
    stops += 1;
    expect(Math.abs(Number(data.uptime) - (at - (startedAt.get(instanceId) ?? 0)) / 1000)).toBeLessThan(1);
    startedAt.delete(instanceId);
  }
  const starts = history.filter(({ type }) => type === "engine_started").length;
  expect(stops).toBeGreaterThan(100);
  expect(starts - stops).toBeGreaterThan(50);
});

test("a stopped engine sends nothing before its next start", () => {
  const stopped = new Set<string>();
  for (const { type, instanceId, origin } of history) {
    if (origin === "forged") continue;
    if (type === "engine_started") stopped.delete(instanceId);
    expect(stopped.has(instanceId), type).toBe(false);
    if (type === "engine_stopped") stopped.add(instanceId);
  }
});

test("clones are reset and destroyed after they were created, and keep their time", () => {
  const seconds = new Map<unknown, unknown>();
  let measured = 0;
  for (const { type, data, origin } of history) {
    if (origin === "forged" || !type.startsWith("clone_")) continue;
    if (type === "clone_created") seconds.set(data.id, null);
    else expect(seconds.has(data.id)).toBe(true);
    if (type === "clone_reset") {
      measured += 1;
      expect(seconds.get(data.id) ?? data.cloning_time).toBe(data.cloning_time);
      seconds.set(data.id, data.cloning_time);
    }
    if (type === "clone_destroyed") seconds.delete(data.id);
  }
  expect(measured).toBeGreaterThan(500);
});

describe("those who cannot be counted", () => {
  test.each(["container", "forged"] as const)("a %s is seen on one day only", (origin) => {
    const theirs = [...byInstance().values()].filter(([first]) => first?.origin === origin);
    expect(theirs.length).toBeGreaterThan(10);
    for (const events of theirs) expect(new Set(events.map(dayOf)).size).toBe(1);
  });

  test("bursts come under many IDs on one day", () => {
    const forged = history.filter(({ origin, type }) => origin === "forged" && type === "engine_started");
    const days = [...Map.groupBy(forged, dayOf).values()].map((events) => events.length);
    expect(days.filter((count) => count >= 24)).toHaveLength(3);
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
