import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodOf } from "../../words/period";
import { PointCounter } from "../count/countPoints";
import { addMembers, createMemberKeys, noMembers } from "../count/members";
import { askedClass, type Point } from "../count/point";
import { otherClass, outsideClass } from "../declare/declare";
import { activeInstanceStatistic } from "../declared/activeInstances";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { eventsReceivedStatistic } from "../declared/eventsReceived";
import { fileSystemStatistic } from "../declared/fileSystems";
import { memoryStatistic } from "../declared/memory";
import { retrievalJobStatistic } from "../declared/retrievalJobs";
import { frameOf } from "../testing/frame";
import { createDoor, openDoor } from "./door";
import { noiseTable } from "./noise";
import { publishPeriod } from "./publishPeriod";

const key = Buffer.from("a key of tests");
const limit = 10;
const door = createDoor(key, limit);
const memberKey = createMemberKeys(key);
const view = { edition: "all", of: "all", weighting: "instances" } as const;
const most = 4;

/** The members `name 0`, `name 1` … of a group. */
function membersOf(name: string, instances: number): bigint {
  let members = noMembers;
  for (let one = 0; one < instances; one += 1) members = addMembers(members, memberKey(`${name} ${one}`));
  return members;
}

const pointOf = (name: string, instances: number, more: Partial<Point> = {}): Point => ({
  statistic: "any",
  edition: "community",
  class: name,
  instances,
  members: membersOf(name, instances),
  events: 0,
  largest: 0,
  details: null,
  ...more,
});

describe("the door", () => {
  const counts = Array.from({ length: 10_000 }, (_, index) => 50 + (index % 400));
  const noises = counts.map(
    (instances, index) => door.perturb({ instances, members: membersOf(`${index}`, 3) }) - instances,
  );

  it("adds nothing on average, with the variance of its table, and never more than four", () => {
    const mean = noises.reduce((sum, noise) => sum + noise, 0) / noises.length;
    const variance = noises.reduce((sum, noise) => sum + noise ** 2, 0) / noises.length;
    const whole = noiseTable.reduce((sum, [, weight]) => sum + weight, 0);
    const declared = noiseTable.reduce((sum, [noise, weight]) => sum + (noise ** 2 * weight) / whole, 0);
    expect(whole).toBe(65_536);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(declared).toBeCloseTo(2, 3);
    expect(Math.abs(variance - declared)).toBeLessThan(0.15);
    expect(Math.max(...noises.map(Math.abs))).toBe(most);
  });

  it("gives the same members the same figure, and other members or another key another one", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 30 }), (keys) => {
        const sum = (some: readonly string[]) =>
          some.map(memberKey).reduce((one, other) => addMembers(one, other), noMembers);
        const group = { instances: keys.length, members: sum(keys) };
        const again = { instances: keys.length, members: sum(keys.toReversed()) };
        expect(door.perturb(again)).toBe(door.perturb(group));
        expect(door.blur(again.members)).toBe(door.blur(group.members));
      }),
    );
    const others = Array.from({ length: 200 }, (_, index) => ({
      instances: 100,
      members: membersOf(`${index}`, 2),
    }));
    expect(new Set(others.map(door.perturb)).size).toBe(2 * most + 1);
    const elsewhere = createDoor(Buffer.from("another key"), limit);
    expect(others.filter((group) => elsewhere.perturb(group) !== door.perturb(group)).length).toBeGreaterThan(
      100,
    );
  });

  it("makes nobody and too few look the same", () => {
    expect(door.figure({ instances: 0, members: noMembers })).toBeNull();
    for (let instances = 1; instances <= limit - 1 - most; instances += 1)
      expect(door.figure({ instances, members: membersOf("few", instances) })).toBeNull();
    expect(door.figure({ instances: limit + most, members: membersOf("many", 14) })).not.toBeNull();
  });

  it("withholds a sum of which one makes more than half, and moves others by its largest at most", () => {
    const group = { instances: 50, members: membersOf("senders", 50) };
    expect(door.amount(group, 100, 51)).toBeNull();
    const moved = door.amount(group, 10_000, 700) ?? 0;
    expect(Math.abs(moved - 10_000)).toBeLessThanOrEqual(700);
    expect(door.amount({ instances: 3, members: membersOf("few", 3) }, 100, 10)).toBeNull();
  });
});

describe("a share", () => {
  const table = fc.record({
    zfs: fc.integer({ min: 0, max: 80 }),
    lvm: fc.integer({ min: 0, max: 30 }),
    none: fc.integer({ min: 0, max: 30 }),
    [otherClass]: fc.integer({ min: 0, max: 30 }),
    [outsideClass]: fc.integer({ min: 0, max: 30 }),
  });
  const pointsOf = (counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([name, instances]) => (instances > 0 ? [pointOf(name, instances)] : []));

  it("has no figure below the limit, adds up to n at most, and is off by the noise", () => {
    fc.assert(
      fc.property(table, (counts) => {
        const points = pointsOf(counts);
        const { n, outside, values } = publishPeriod(fileSystemStatistic, points, view, door);
        for (const figure of [n ?? limit, outside ?? limit, ...Object.values(values)])
          expect(figure).toBeGreaterThanOrEqual(limit);
        if (n === null) {
          expect(values).toEqual({});
          return;
        }
        const { [otherClass]: rest, ...own } = values;
        const sum = Object.values(own).reduce((total, value) => total + value, 0);
        expect(sum).toBeLessThanOrEqual(n);
        if (rest !== undefined) expect(rest).toBe(n - sum);
        for (const [name, value] of Object.entries(own))
          expect(Math.abs(value - (new Map(Object.entries(counts)).get(name) ?? 0))).toBeLessThanOrEqual(
            most,
          );
      }),
    );
  });

  it("is exact, with zeros left out, where the door is open", () => {
    const points = pointsOf({ zfs: 2, lvm: 1, [otherClass]: 1, [outsideClass]: 3 });
    expect(publishPeriod(fileSystemStatistic, points, view, openDoor)).toMatchObject({
      n: 4,
      outside: 3,
      values: { zfs: 2, lvm: 1, other: 1 },
    });
    expect(publishPeriod(fileSystemStatistic, [], view, openDoor)).toMatchObject({ n: 0, values: {} });
  });

  it("counts a large group that could not answer outside n", () => {
    const { n, outside } = publishPeriod(
      fileSystemStatistic,
      pointsOf({ zfs: 93, lvm: 7, [outsideClass]: 80 }),
      view,
      door,
    );
    expect(Math.abs((n ?? 0) - 100)).toBeLessThanOrEqual(most);
    expect(Math.abs((outside ?? 0) - 80)).toBeLessThanOrEqual(most);
  });

  it("names the middle class only where those that are not published cannot change it", () => {
    const [first, second, third] = memoryStatistic.classes.map((one) => one.key);
    if (!first || !second || !third) throw new Error("memory has too few classes");
    const middle = (counts: Record<string, number>) =>
      publishPeriod(memoryStatistic, pointsOf(counts), view, door).medianClass;
    expect(middle({ [first]: 20, [second]: 60, [third]: 20 })).toBe(second);
    expect(middle({ [first]: 40, [second]: 5, [third]: 40, [otherClass]: 5 })).toBeNull();
  });

  it("of an edition is made of its own instances", () => {
    const points = [
      pointOf("zfs", 60),
      pointOf("zfs", 30, { edition: "standard", members: membersOf("standard", 30) }),
    ];
    const of = (edition: "all" | "standard" | "enterprise") =>
      publishPeriod(fileSystemStatistic, points, { ...view, edition }, door).n;
    expect(Math.abs((of("standard") ?? 0) - 30)).toBeLessThanOrEqual(most);
    expect(Math.abs((of("all") ?? 0) - 90)).toBeLessThanOrEqual(most);
    expect(of("enterprise")).toBeNull();
  });
});

describe("other kinds", () => {
  it("yes-or-no classes never exceed n", () => {
    const points = [pointOf(askedClass, 40), pointOf("logical-dump", 40), pointOf("physical-restore", 3)];
    const { n, values } = publishPeriod(retrievalJobStatistic, points, view, door);
    expect(Object.keys(values)).toEqual(["logical-dump"]);
    expect(values["logical-dump"]).toBeLessThanOrEqual(n ?? 0);
  });

  it("a narrower window never has more than a wider one", () => {
    for (let instances = 20; instances < 60; instances += 1) {
      const points = [pointOf("28", instances), pointOf("7", instances - 1)];
      const { n, values } = publishPeriod(activeInstanceStatistic, points, view, door);
      expect(values["28"]).toBe(n);
      expect(values["7"] ?? 0).toBeLessThanOrEqual(values["28"] ?? 0);
    }
  });

  it("events of a type that one instance dominates, or few send, are not published", () => {
    const points = [
      pointOf("alert", 40, { events: 4000, largest: 300 }),
      pointOf("clone_created", 40, { events: 1000, largest: 900 }),
      pointOf("branch_created", 3, { events: 30, largest: 10 }),
    ];
    const { n, values } = publishPeriod(eventsReceivedStatistic, points, view, door);
    expect(Object.keys(values)).toEqual(["alert"]);
    expect(n).toBe(values.alert);
    expect(publishPeriod(eventsReceivedStatistic, [], view, door).n).toBeNull();
  });
});

describe("clone times", () => {
  const week = periodOf("week", "2026-11-18");
  const countTimes = (times: readonly (readonly number[])[], isBounded = true) => {
    const counter = new PointCounter(week, [cloneTimeStatistic], isBounded);
    for (const [index, cloneTimesSeconds] of times.entries())
      counter.add({ ...frameOf({ cloneTimesSeconds }), member: memberKey(`engine ${index}`) });
    return counter.points();
  };

  it("have percentiles with support only", () => {
    const supported = (instances: number) => {
      const times = Array.from({ length: instances }, (_, index) => [1 + (index % 40) / 10]);
      const found = publishPeriod(cloneTimeStatistic, countTimes(times), view, door).times?.percentiles;
      return Object.entries(found ?? {}).flatMap(([percentile, seconds]) =>
        seconds === null ? [] : [Number(percentile)],
      );
    };
    expect(supported(5)).toEqual([]);
    expect(supported(15)).toEqual([50]);
    expect(supported(60)).toEqual([25, 50, 75]);
    expect(supported(300)).toEqual([5, 25, 50, 75, 95]);
    expect(supported(600)).toEqual([5, 25, 50, 75, 95, 99]);
  });

  it("are near the true percentiles of a large fleet, for the typical instance and for all clones", () => {
    const times = Array.from({ length: 1_500 }, (_, index) => [Math.exp(Math.sin(index) * 1.2), 1.5]);
    for (const weighting of ["instances", "clones"] as const) {
      const chosen = { ...view, weighting };
      const published = publishPeriod(cloneTimeStatistic, countTimes(times), chosen, door).times;
      const exact = publishPeriod(cloneTimeStatistic, countTimes(times, false), chosen, openDoor).times;
      for (const percentile of [25, 50, 75] as const) {
        const [one, other] = [published?.percentiles[percentile] ?? 0, exact?.percentiles[percentile] ?? 0];
        // Within the span that they are read from.
        expect(Math.abs(Math.log(one / other))).toBeLessThan(Math.log(2) / 4);
      }
      const curve = published?.curve ?? [];
      expect(curve.length).toBeGreaterThan(10);
      expect(curve.map(({ seconds }) => seconds)).toEqual(
        curve.map(({ seconds }) => seconds).toSorted((one, other) => one - other),
      );
    }
  });

  it("do not tell where a single time lies among made-up ones far below and above it", () => {
    const medianWith = (victim: number) => {
      const forged = Array.from({ length: 40 }, (_, index) => [index % 2 === 0 ? 0.001 : 4000]);
      return publishPeriod(cloneTimeStatistic, countTimes([...forged, [victim]]), view, door).times
        ?.percentiles[50];
    };
    // In one half of the ladder every place gives the same answer.
    const answers = [0.01, 0.1, 1, 10, 30].map(medianWith);
    expect(new Set(answers).size).toBe(1);
  });

  it("of all clones are withheld where one instance makes more than a tenth of them", () => {
    const few = Array.from({ length: 15 }, () => [2, 3]);
    const busy = Array.from({ length: 5_000 }, () => 0.5);
    const chosen = { ...view, weighting: "clones" as const };
    expect(publishPeriod(cloneTimeStatistic, countTimes([...few, busy]), chosen, door).times).toBeNull();
    const many = Array.from({ length: 1_200 }, () => [2, 3]);
    const { times } = publishPeriod(cloneTimeStatistic, countTimes([...many, busy]), chosen, door);
    expect(times?.percentiles[50]).toBeGreaterThan(1.5);
  });
});
