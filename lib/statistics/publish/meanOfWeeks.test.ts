import { describe, expect, it } from "vitest";
import { periodOf } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { eventsReceivedStatistic } from "../declared/eventsReceived";
import { fileSystemStatistic } from "../declared/fileSystems";
import { weeksOf } from "../read/composeReading";
import { createDoor, openDoor } from "./door";
import { meanOfWeeks as meanThrough } from "./meanOfWeeks";
import { type Published, withheld } from "./published";

const door = createDoor(Buffer.from("a key of tests"), 10);
const meanOfWeeks = (statistic: Statistic, weeks: readonly Published[]) =>
  meanThrough(statistic, weeks, door);

const week = (n: number, values: Record<string, number>): Published => ({ ...withheld, n, values });

describe("a longer period", () => {
  it("has the mean week's instances and the mean of the weeks' shares", () => {
    const { n, values } = meanOfWeeks(fileSystemStatistic, [
      week(100, { zfs: 90 }),
      week(200, { zfs: 140, lvm: 60 }),
    ]);
    expect(n).toBe(150);
    expect(values).toEqual({ zfs: 120, lvm: 45 });
  });

  it("is withheld where less than half of its weeks are published, and so is a class", () => {
    expect(meanOfWeeks(fileSystemStatistic, [week(100, { zfs: 90 }), withheld, withheld])).toEqual(withheld);
    const weeks = [week(100, { zfs: 90 }), week(100, { zfs: 90 }), week(100, { zfs: 70, lvm: 20 })];
    expect(meanOfWeeks(fileSystemStatistic, weeks).values).toEqual({ zfs: 83.33 });
    expect(meanOfWeeks(fileSystemStatistic, [])).toEqual(withheld);
  });

  it("has no class that is below the limit in its mean week", () => {
    const weeks = [week(100, { lvm: 10 }), week(60, { lvm: 10 }), week(40, {})];
    expect(meanOfWeeks(fileSystemStatistic, weeks).values).toEqual({});
    expect(meanThrough(fileSystemStatistic, weeks, openDoor).values).toEqual({ lvm: 8.93 });
  });

  it("has the mean week's events", () => {
    const weeks = [week(1000, { alert: 1000 }), week(3000, { alert: 2000, clone_created: 1000 })];
    expect(meanOfWeeks(eventsReceivedStatistic, weeks)).toMatchObject({
      n: 2500,
      values: { alert: 1500, clone_created: 1000 },
    });
  });

  it("has the middle week's percentiles", () => {
    const times = (p50: number, p95: number | null) => ({
      percentiles: { 5: null, 25: null, 50: p50, 75: null, 95: p95, 99: null },
      curve: [{ seconds: p50, share: 0.5 }],
      clones: 100,
    });
    const weeks = [times(1, 9), times(5, null), times(2, null)].map((one) => ({
      ...week(40, {}),
      times: one,
    }));
    expect(meanOfWeeks(cloneTimeStatistic, weeks).times).toEqual({
      percentiles: { 5: null, 25: null, 50: 2, 75: null, 95: null, 99: null },
      curve: [{ seconds: 2, share: 0.5 }],
      clones: 100,
    });
  });

  it("has the weeks whose Thursday is in it, each in one month, quarter and year", () => {
    expect(weeksOf(periodOf("month", "2026-10-15")).map(({ start }) => start)).toEqual([
      "2026-09-28",
      "2026-10-05",
      "2026-10-12",
      "2026-10-19",
      "2026-10-26",
    ]);
    expect(weeksOf(periodOf("year", "2026-06-01"))).toHaveLength(53);
    expect(weeksOf(periodOf("quarter", "2026-05-01"))).toHaveLength(13);
  });
});
