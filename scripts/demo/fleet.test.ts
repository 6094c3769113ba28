import { expect, test } from "vitest";
import { catalogue, type JsonObject } from "../../lib/catalogue";
import { knownAlertMessages } from "../../lib/catalogue/types/alert";
import { createFleet } from "./fleet";
import { fleetHistory } from "./history";

const end = new Date("2026-11-20T15:30:00Z");
const fleet = createFleet({ seed: 3, instances: 400, months: 18, end });
const shareOf = (isIt: (engine: (typeof fleet.engines)[number]) => boolean) =>
  fleet.engines.filter(isIt).length / fleet.engines.length;

test("shares are as declared", () => {
  expect(fleet.engines).toHaveLength(400);
  expect(new Set(fleet.engines.map(({ id }) => id)).size).toBe(400);
  expect(shareOf(({ edition }) => edition === "community")).toBeCloseTo(0.75, 2);
  expect(shareOf(({ edition }) => edition === "standard")).toBeCloseTo(0.17, 2);
  expect(shareOf(({ machine }) => machine.fsType === "zfs")).toBeCloseTo(0.85, 2);
  for (const mode of ["logical", "physical", "unknown"]) {
    expect(shareOf((engine) => engine.mode === mode)).toBeGreaterThan(0.05);
  }
});

test("some leave, some switch telemetry off, and only the Community edition can", () => {
  expect(shareOf(({ leaves }) => leaves !== null && leaves.at < end.getTime())).toBeGreaterThan(0.15);
  const silent = fleet.engines.filter(({ silence }) => silence !== null);
  expect(silent.length).toBeGreaterThan(10);
  expect(silent.every(({ edition }) => edition === "community")).toBe(true);
});

test("a large fleet sends all types of events, as many as a demo can take, a few engines most of them", () => {
  const events = new Map<string, number>();
  const types = new Set<string>();
  for (const { instanceId, type } of fleetHistory(fleet)) {
    events.set(instanceId, (events.get(instanceId) ?? 0) + 1);
    types.add(type);
  }
  expect(types).toEqual(new Set(catalogue.types.map(({ name }) => name)));
  const counts = fleet.engines.map(({ id }) => events.get(id) ?? 0).sort((one, other) => other - one);
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  expect(sum(counts)).toBeGreaterThan(200_000);
  expect(sum(counts)).toBeLessThan(280_000);
  expect(sum(counts.slice(0, 40)) / sum(counts)).toBeGreaterThan(0.3);
});

test("sizes with LVM are never told, alerts have known texts, and memory is nearly what was bought", () => {
  const small = createFleet({ seed: 4, instances: 60, months: 6, end });
  const events = [...fleetHistory(small)].filter(({ origin }) => origin !== "forged");
  const messages = events.filter(({ type }) => type === "alert").map(({ data }) => data.message);
  expect(messages.filter((message) => !knownAlertMessages.includes(String(message)))).toEqual([]);
  const pools = events
    .filter(({ type }) => type === "engine_started")
    .map(({ data }) => data.pools as JsonObject);
  expect(pools.filter(({ fs_type, total_size }) => (total_size === 0) !== (fs_type !== "zfs"))).toEqual([]);
  expect(pools.filter(({ total_size, total_used }) => Number(total_used) > Number(total_size))).toEqual([]);
  for (const { machine } of small.engines) {
    const installed = 2 ** Math.ceil(Math.log2(machine.memoryBytes / machine.cpu));
    expect(machine.memoryBytes / machine.cpu / installed).toBeGreaterThan(0.96);
  }
});

test("options that make no fleet are refused", () => {
  expect(() => createFleet({ seed: 1, instances: 0, months: 1, end })).toThrow("instances");
  expect(() => createFleet({ seed: 1, instances: 1, months: 37, end })).toThrow("months");
});
