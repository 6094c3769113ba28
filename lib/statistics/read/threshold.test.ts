import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataAgeBands, uptimeBands } from "../../catalogue";
import { runs } from "../../testing/effort";
import { addDays, periodsBetween, startOfDay } from "../../words/period";
import { PointCounter } from "../count/countPoints";
import type { Point } from "../count/point";
import { pointsKey } from "../count/readPoints";
import { outsideClass, type Statistic } from "../declare/declare";
import type { Frame } from "../declare/frame";
import { branchLives, cloneLives } from "../declare/lives";
import { statistics } from "../declared/statistics";
import { readRecords } from "../export/testing/readCsv";
import { toCsv } from "../export/toCsv";
import { toJson } from "../export/toJson";
import { drawStatistic } from "../picture/drawStatistic";
import { createPublication } from "../publish/publication";
import { exampleFrame } from "../testing/exampleFrame";
import { editions, type StatisticReading, type View } from "../view/reading";
import { defaultView } from "../view/view";
import { composeReading } from "./composeReading";

const least = 10;
/** So far the noise can be. */
const furthest = 4;
const publication = createPublication(
  { isPrivate: false, countAfterDays: 7, publishMinInstances: least },
  "a pepper of thirty-two characters",
);
const firstDay = "2026-10-05";
const weeks = periodsBetween("week", firstDay, addDays(firstDay, 20));
const baseUrl = "https://telemetry.example";
const address = `${baseUrl}/statistics/x`;

const common = <Value>(usual: Value, ...rare: readonly Value[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });

const frame = fc
  .record({
    member: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
    edition: common("community", "standard", "enterprise"),
    version: common("v4.2.0-20261102-1216", "v4.0.0-20250630-0910", "v3.0.0-20211220-1923"),
    postgres: common("17", "16", "9.6", "unknown"),
    fsType: common("zfs", "lvm", ""),
    cpu: common(8, 4, 64, 9_999),
    jobs: common(["logicalDump"], ["physicalRestore"], []),
    clones: common(1, 0, 40),
    seconds: common(100, -200, 500),
    level: common("none", "refresh_failed", "refresh_skipped"),
    provider: common("rds", "aurora", "azure"),
    uptime: common<string | null>(null, ...uptimeBands.map(({ key }) => key)),
    age: common("1-6-h", ...dataAgeBands.map(({ key }) => key)),
    weekdays: common<readonly [number, number][]>(
      [
        [1, 4],
        [2, 3],
      ],
      [[7, 2]],
      [[3, 1]],
      [],
    ),
    upgradedOn: common<string | null>("2026-05-01", "2026-04-09", "2026-09-20", null),
    cloneLife: common<string | null>("1-6-h", ...cloneLives.bands.map(({ key }) => key), null),
    branchLife: common<string | null>("1-7-d", ...branchLives.bands.map(({ key }) => key), null),
    mostClones: common(3, 0, 1, 40),
    snapshots: common(28, 0, 4, 200),
    restarts: common<Frame["restarts"]>({ clean: 1, unclean: 0 }, { clean: 0, unclean: 2 }, null),
    resets: common(0, 1, 9),
    protects: common("clone", "branch"),
    isSilent: common(false, true),
    firstDay: common("2026-01-10", "2026-09-20"),
    usedBefore: common(2 ** 39, 2 ** 38, 2 ** 40, 0),
  })
  .map((drawn): Frame => {
    const made = exampleFrame({
      edition: drawn.edition,
      engine_version: drawn.version,
      db_version: drawn.postgres,
      pools: { fs_type: drawn.fsType },
      restore: { jobs: [...drawn.jobs] },
      system: { cpu: drawn.cpu },
      values: {
        [`${drawn.protects}_updated.protected`]: { true: 1 },
        "clone_created.dsa_diff": { [drawn.age]: 1 },
        "alert.level": { [drawn.level]: 1 },
        "config_probed.provider": { [drawn.provider]: 1 },
        ...(drawn.uptime === null ? {} : { "engine_stopped.uptime": { [drawn.uptime]: 1 } }),
      },
      events: {
        ...(drawn.clones === 0 ? {} : { clone_created: drawn.clones }),
        clone_reset: drawn.resets,
        snapshot_destroyed: drawn.resets,
        config_updated: drawn.resets,
      },
    });
    const cloneTimes = drawn.clones === 0 ? new Map() : new Map([[drawn.seconds, drawn.clones]]);
    return {
      ...made,
      member: drawn.member,
      cloneTimes,
      cloneLives: new Map(drawn.cloneLife === null ? [] : [[drawn.cloneLife, 2]]),
      branchLives: new Map(drawn.branchLife === null ? [] : [[drawn.branchLife, 2]]),
      mostClones: drawn.mostClones,
      snapshots: drawn.snapshots,
      restarts: drawn.restarts,
      cloneWeekdays: new Map(drawn.weekdays),
      builds: buildsOf(drawn.version, drawn.upgradedOn),
      firstDay: drawn.firstDay,
      attributesBefore: exampleFrame({ pools: { total_used: drawn.usedBefore } }).attributes,
      isActive: !drawn.isSilent,
      lastDay: addDays(firstDay, 2),
    };
  });

/** An older build, and from a day on that one. */
const buildsOf = (version: string, upgradedOn: string | null) =>
  upgradedOn === null
    ? []
    : [
        { version: "v3.0.0-20211220-1923", firstDay: "2026-01-10", lastDay: "2026-01-10" },
        { version, firstDay: upgradedOn, lastDay: upgradedOn },
      ];

const fleet = fc.array(frame, { maxLength: 70 });

/** What is published of a statistic where each fleet was counted in a week. */
function readingOf(statistic: Statistic, points: readonly (readonly Point[])[], view: Partial<View>) {
  const computedAt = "2026-10-28T00:00:00.000Z";
  const periods = weeks.map(({ start }) => ({ start, revision: 0, computedAt, heldSince: null }));
  const stored = periods.map(
    (period, index) =>
      [pointsKey(period), (points[index] ?? []).filter((one) => one.statistic === statistic.key)] as const,
  );
  return composeReading(
    statistic,
    { ...defaultView(statistic), ...view },
    {
      periods,
      points: new Map(stored),
      live: { computedAt, periods: [] },
      firstDay,
      now: startOfDay("2026-10-29"),
    },
    publication,
  );
}

/** Of one statistic: each is counted by itself. */
function count(statistic: Statistic, fleets: readonly (readonly Frame[])[]): Point[][] {
  return fleets.map((frames, index) => {
    const week = weeks[index] ?? weeks[0];
    if (week === undefined) throw new Error("no week");
    const counter = new PointCounter(week, [statistic], true);
    for (const one of frames) {
      const lastDay = addDays(week.start, one.isActive ? 2 : -3);
      counter.add({ ...one, end: week.end, lastDay });
    }
    return counter.points();
  });
}

const filesOf = (reading: StatisticReading) => [
  JSON.stringify(toJson(reading, { address, baseUrl })),
  toCsv(reading, { address }),
  drawStatistic(reading),
];

const isLarge = (figure: number | null) => figure === null || figure >= least;
const views: readonly Partial<View>[] = [
  {},
  ...editions.map((edition) => ({ edition })),
  { interval: "month" as const },
  { show: "count" as const },
];

describe.each(statistics.map((one) => [one.key, one] as const))("%s", (_key, statistic) => {
  const view = fc.constantFrom(...views);

  it("has no figure below the threshold in its JSON, its table and its sentence", () => {
    fc.assert(
      fc.property(fc.array(fleet, { minLength: 3, maxLength: 3 }), view, (fleets, chosen) => {
        const reading = readingOf(statistic, count(statistic, fleets), chosen);
        const { periods, takeaway } = toJson(reading, { address, baseUrl });
        const figures = periods.flatMap(({ n, outside, values }) =>
          statistic.kind === "events" ? [] : [n, outside, ...Object.values(values)],
        );
        expect(figures.filter((figure) => !isLarge(figure))).toEqual([]);
        const cells = readRecords(toCsv(reading, { address })).flatMap(({ instances, n, outside }) =>
          statistic.kind === "events" ? [] : [instances, n, outside],
        );
        expect(cells.filter((cell) => cell != null && !isLarge(Number(cell)))).toEqual([]);
        const said = [...takeaway.matchAll(/([\d,]+)\s(?:\w+ )?instances/g)].map(([, figure]) =>
          Number(figure?.replaceAll(",", "")),
        );
        expect(said.filter((figure) => !isLarge(figure))).toEqual([]);
      }),
      { numRuns: Math.ceil(runs.publishedFleets / 4) },
    );
  });

  it("publishes nothing of a class that too few are in for any noise", () => {
    fc.assert(
      fc.property(fc.array(fleet, { minLength: 3, maxLength: 3 }), (fleets) => {
        const points = count(statistic, fleets);
        const reading = readingOf(statistic, points, {});
        for (const [index, { start }] of weeks.entries()) {
          const published = reading.periods.find((period) => period.start === start)?.values ?? {};
          for (const { key } of statistic.classes) {
            const instances = (points[index] ?? [])
              .filter((point) => point.statistic === statistic.key && point.class === key)
              .reduce((sum, point) => sum + point.instances, 0);
            if (instances < least - furthest)
              expect([start, key, published[key]]).toEqual([start, key, undefined]);
          }
        }
      }),
      { numRuns: Math.ceil(runs.publishedFleets / 4) },
    );
  });

  it("does not tell in which of the small classes an instance is, in no byte of any file", () => {
    if (statistic.kind !== "share" && statistic.kind !== "multi") return;
    let compared = 0;
    fc.assert(
      fc.property(fleet, fc.nat(), view, (frames, place, chosen) => {
        const [points = []] = count(statistic, [frames]);
        const own = points.filter((point) => point.statistic === statistic.key);
        const moved = moveOne(statistic, own, place);
        if (moved === null) return;
        compared += 1;
        const [before, after] = [own, moved].map((all) => filesOf(readingOf(statistic, [all], chosen)));
        expect(after).toEqual(before);
      }),
      { numRuns: runs.publishedFleets },
    );
    expect(compared).toBeGreaterThan(0);
  });
});

/** One small class's instances in the place of another's, which is empty: only the name differs. */
function moveOne(statistic: Statistic, points: readonly Point[], place: number): Point[] | null {
  const sizeOf = (name: string) =>
    points.filter((point) => point.class === name).reduce((sum, point) => sum + point.instances, 0);
  const small = statistic.classes.filter(({ key }) => sizeOf(key) > 0 && sizeOf(key) < least - furthest);
  const empty = [...statistic.classes, { key: "other" }].filter(
    ({ key }) => key !== outsideClass && sizeOf(key) === 0,
  );
  const [from, to] = [small[place % Math.max(1, small.length)], empty[place % Math.max(1, empty.length)]];
  if (from === undefined || to === undefined) return null;
  return points.map((point) => (point.class === from.key ? { ...point, class: to.key } : point));
}
