import { expect, test } from "vitest";
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

test("a large fleet sends as many events as a demo can take, a few engines most of them", () => {
  const events = new Map<string, number>();
  for (const { instanceId } of fleetHistory(fleet)) events.set(instanceId, (events.get(instanceId) ?? 0) + 1);
  const counts = fleet.engines.map(({ id }) => events.get(id) ?? 0).sort((one, other) => other - one);
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  expect(sum(counts)).toBeGreaterThan(200_000);
  expect(sum(counts)).toBeLessThan(280_000);
  expect(sum(counts.slice(0, 40)) / sum(counts)).toBeGreaterThan(0.3);
});

test("sizes with LVM are never told, alerts have known texts, and memory is nearly what was bought", () => {
  const small = createFleet({ seed: 4, instances: 60, months: 6, end });
  for (const { type, data, origin } of fleetHistory(small)) {
    if (type === "alert") expect(knownAlertMessages).toContain(data.message);
    if (type !== "engine_started" || origin === "forged") continue;
    const pools = data.pools as { fs_type: string; total_size: number; total_used: number };
    expect(pools.total_used).toBeLessThanOrEqual(pools.total_size);
    expect(pools.total_size === 0).toBe(pools.fs_type !== "zfs");
  }
  for (const { machine } of small.engines) {
    const gigabytes = machine.memoryBytes / 2 ** 30;
    expect(Math.ceil(gigabytes) % 2 === 0 || gigabytes % 2 > 0.9).toBe(true);
  }
});

test("options that make no fleet are refused", () => {
  expect(() => createFleet({ seed: 1, instances: 0, months: 1, end })).toThrow("instances");
  expect(() => createFleet({ seed: 1, instances: 1, months: 37, end })).toThrow("months");
});
