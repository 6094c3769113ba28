import { describe, expect, it } from "vitest";
import { addDays } from "../../words/period";
import { sayDay } from "../../words/sayDates";
import { sayCount, saySeconds, sayShare } from "../../words/sayNumbers";
import { sayPeriod } from "../../words/sayPeriod";
import type { Statistic } from "../declare/declare";
import { activeInstanceStatistic } from "../declared/activeInstances";
import { branchingStatistic } from "../declared/branching";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { eventsReceivedStatistic } from "../declared/eventsReceived";
import { fileSystemStatistic } from "../declared/fileSystems";
import { memoryStatistic } from "../declared/memory";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import type { PeriodReading, StatisticReading } from "../view/reading";
import { sayTakeaway } from "./takeaway";

const plain = (reading: StatisticReading) => sayTakeaway(reading).replaceAll("\u00a0", " ");
const numbersIn = (text: string) => text.match(/\d[\d.,]*(?<![.,])/g) ?? [];

/** Every number that a sentence about this reading may say, as it says it. */
function numbersOf(reading: StatisticReading): Set<string> {
  const { statistic, view } = reading;
  const said = reading.periods.flatMap(({ start, end, n, values, times }) => [
    ...[...Object.values(values), n ?? 0, times?.clones ?? 0].map(sayCount),
    ...Object.values(values).map((value) => sayShare(value / (n ?? 1))),
    ...Object.values(times?.percentiles ?? {}).flatMap((one) => (one === null ? [] : [saySeconds(one)])),
    sayPeriod(view.interval, start),
    // How much a figure changed, where its words did not.
    ...["2%", "3%", "4%", "5%"],
    sayDay(addDays(end, -1)),
  ]);
  const days = statistic.kind === "windows" ? statistic.classes.map((one) => String(one.days)) : [];
  const titles = statistic.classes.map(({ title }) => title);
  const limits = [String(reading.publishMinInstances)];
  return new Set(
    [...said, ...days, ...titles, ...limits, sayDay(reading.from), sayDay(reading.to)].flatMap(numbersIn),
  );
}

/** The newest period of an example, changed, as the only one. */
function single(statistic: Statistic, change: Partial<PeriodReading>, more: Partial<StatisticReading> = {}) {
  const reading = exampleReading(statistic, { keep: 2 });
  const [first] = reading.periods;
  if (first === undefined) throw new Error("A period is kept");
  const latest = { ...first, outside: 0, ...change };
  return { ...reading, periods: [latest], latest, ...more };
}

const options = [
  {},
  { keep: 1 },
  { keep: 1, view: { weighting: "clones", interval: "month" } },
  { oneClass: true },
  { view: { edition: "community", interval: "day", of: "all" } },
  { state: "empty" },
  { state: "tooFew" },
] as const;
const cases = statistics.flatMap((statistic) =>
  options.map((option) => [statistic.key, option, statistic] as const),
);

describe("sayTakeaway", () => {
  it("compares no sum with that of a part of a week", () => {
    const reading = exampleReading(eventsReceivedStatistic, { keep: 4 });
    const [first, ...others] = reading.periods;
    if (first === undefined) throw new Error("Periods are kept");
    const partial = { ...reading, periods: [{ ...first, isPartial: true }, ...others] };
    expect(plain(reading)).toContain(sayPeriod("week", first.start));
    expect(plain(partial)).not.toContain(sayPeriod("week", first.start));
    expect(plain(partial)).toContain(sayPeriod("week", others[0]?.start ?? ""));
  });

  it.each(cases)("of %s (%j) is a sentence with numbers of the reading only", (_, option, statistic) => {
    const reading = exampleReading(statistic, option);
    const sentence = sayTakeaway(reading);
    expect(sentence).toMatch(/^[A-Z“\d].*[^.]\.$/);
    expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|\bOther\b|\.\.|\s{2}/);
    const allowed = numbersOf(reading);
    expect(numbersIn(sentence).filter((number) => !allowed.has(number))).toEqual([]);
    if (reading.state === "ready") expect(numbersIn(sentence).length).toBeGreaterThan(0);
  });

  it("says share, n, and what it was at the start of the range", () => {
    const reading = single(fileSystemStatistic, { n: 391, values: { zfs: 329, lvm: 55, other: 7 } });
    expect(plain(reading)).toBe(
      "ZFS keeps the thin clones of 84% of 391 instances in the week of 16 November 2026.",
    );
    const [before] = exampleReading(fileSystemStatistic).periods;
    if (before === undefined) throw new Error("There is a first period");
    const earlier = { ...before, n: 200, values: { zfs: 156, lvm: 44 } };
    expect(plain({ ...reading, periods: [earlier, ...reading.periods] })).toBe(
      "ZFS keeps the thin clones of 84% of 391 instances in the week of 16 November 2026, up from 78% a year before.",
    );
    const close = { ...before, start: "2026-06-01", n: 200, values: { zfs: 168, lvm: 32 } };
    expect(plain({ ...reading, periods: [close, ...reading.periods] })).toMatch(
      /, as in the week of 1 June 2026\.$/,
    );
    for (const withheld of [
      { n: null, values: {} },
      { n: 200, values: { lvm: 44 } },
    ]) {
      const periods = [{ ...earlier, ...withheld }, ...reading.periods];
      expect(plain({ ...reading, periods })).toBe(
        "ZFS keeps the thin clones of 84% of 391 instances in the week of 16 November 2026.",
      );
    }
  });

  it("says that a figure changed where its words did not", () => {
    const times = (median: number) => ({
      percentiles: { 5: null, 25: null, 50: median, 75: null, 95: null, 99: null },
      curve: [],
      clones: 40,
    });
    const reading = single(cloneTimeStatistic, { n: 12, times: times(1.649) });
    const [before] = exampleReading(cloneTimeStatistic).periods;
    if (before === undefined) throw new Error("There is a first period");
    const since = (median: number) =>
      plain({ ...reading, periods: [{ ...before, times: times(median) }, ...reading.periods] });
    expect(since(1.551)).toContain("takes 1.6 s, up 6% from a year before (");
    expect(since(1.64)).toContain("takes 1.6 s, as a year before (");
    expect(since(2.1)).toContain("takes 1.6 s, down from 2.1 s a year before (");
  });

  it("never speaks of Other, however large it is", () => {
    expect(plain(single(fileSystemStatistic, { n: 100, values: { other: 90, lvm: 10 } }))).toBe(
      "LVM keeps the thin clones of 10% of 100 instances in the week of 16 November 2026.",
    );
    expect(plain(single(fileSystemStatistic, { n: 9, values: { other: 9 } }))).toBe(
      "No class of the 9 instances in the week of 16 November 2026 is published.",
    );
  });

  it("speaks of all and of one as people do", () => {
    expect(plain(single(fileSystemStatistic, { n: 12, values: { zfs: 12 } }))).toBe(
      "ZFS keeps the thin clones of all 12 instances in the week of 16 November 2026.",
    );
    expect(plain(single(fileSystemStatistic, { n: 1, values: { zfs: 1 } }))).toBe(
      "ZFS keeps the thin clones of the only instance counted in the week of 16 November 2026.",
    );
    expect(plain(single(activeInstanceStatistic, { n: 1, values: { "28": 1, "7": 1 } }))).toMatch(
      /^1 instance was active in the 28 days up to .*, and in the last 7\.$/,
    );
  });

  it("speaks of the class that was asked for, and of who could answer", () => {
    const values = { used: 61, unused: 143 };
    expect(plain(single(branchingStatistic, { n: 204, values, outside: 187 }))).toBe(
      "Branches were used on 30% of 204 instances whose engine has branches in the week of 16 November 2026.",
    );
    // Too few could not answer to be told, so they are in n.
    expect(plain(single(branchingStatistic, { n: 204, values, outside: 0 }))).toBe(
      "Branches were used on 30% of 204 instances in the week of 16 November 2026.",
    );
  });

  it("names the class of the middle instance", () => {
    expect(plain(single(memoryStatistic, { n: 391, medianClass: "32" }))).toBe(
      "The median machine has 16–32 GiB of memory (n = 391, in the week of 16 November 2026).",
    );
    const values = { "32": 300, other: 91 };
    expect(plain(single(memoryStatistic, { n: 391, medianClass: "other", values }))).toMatch(
      /“16–32 GiB”.*77%/,
    );
  });

  it("says windows, events and times", () => {
    expect(plain(single(activeInstanceStatistic, { n: 391, values: { "28": 391, "7": 352 } }))).toBe(
      "391 instances were active in the 28 days up to 22 November 2026, 352 of them in the last 7.",
    );
    expect(plain(single(activeInstanceStatistic, { n: 391, values: { "28": 391 } }))).not.toMatch(/last/);
    const values = { clone_created: 6_000, engine_started: 4_000, other: 2_000 };
    expect(plain(single(eventsReceivedStatistic, { n: 12_000, values }))).toBe(
      "Engines sent 12,000 events in the week of 16 November 2026; 50% of them were “Clone created”.",
    );
    const times = {
      percentiles: { 5: 0.5, 25: 1.1, 50: 1.6, 75: 2.4, 95: 9, 99: 20 },
      curve: [],
      clones: 9_876,
    };
    expect(plain(single(cloneTimeStatistic, { n: 291, times }))).toBe(
      "A clone of the typical instance takes 1.6 s (the middle half of 291 instances: 1.1 s to 2.4 s, in the week of 16 November 2026).",
    );
    const { view } = exampleReading(cloneTimeStatistic, { view: { weighting: "clones", of: "zfs" } });
    expect(plain(single(cloneTimeStatistic, { n: 291, times }, { view }))).toBe(
      "The median clone (ZFS) takes 1.6 s (the middle half of 9,876 measurements: 1.1 s to 2.4 s, in the week of 16 November 2026).",
    );
  });

  it("says that a period is not over", () => {
    for (const statistic of statistics) {
      const sentence = sayTakeaway(exampleReading(statistic, { keep: 1 }));
      expect(sentence).toMatch(/not over yet|up to now/);
      expect(sayTakeaway(exampleReading(statistic))).not.toMatch(/not over yet|up to now/);
    }
  });

  it("says that an old figure is old", () => {
    const reading = exampleReading(fileSystemStatistic, { keep: 5 });
    const periods = reading.periods.map((period, index) =>
      index < 1 ? period : { ...period, n: null, values: {} },
    );
    const old = { ...reading, periods, latest: periods[0] ?? null };
    expect(plain(old)).toMatch(/in the week of .* Nothing newer is published\.$/);
    expect(plain({ ...old, periods: periods.slice(0, 3) })).not.toMatch(/newer/);
  });

  it("speaks of the mean week of a longer period", () => {
    const { view } = exampleReading(fileSystemStatistic, { view: { interval: "month" } });
    const values = { zfs: 328.6, lvm: 55.2 };
    expect(plain(single(fileSystemStatistic, { start: "2026-10-01", n: 391, values }, { view }))).toBe(
      "ZFS keeps the thin clones of 84% of 391 instances in the mean week of October 2026.",
    );
  });

  it("leaves out the percentiles that are not published", () => {
    const percentiles = { 5: null, 25: null, 50: 1.6, 75: null, 95: null, 99: null };
    const times = { percentiles, curve: [], clones: 40 };
    expect(plain(single(cloneTimeStatistic, { n: 12, times }))).toBe(
      "A clone of the typical instance takes 1.6 s (in the week of 16 November 2026).",
    );
  });

  it("says that nothing is published, and no number of those who are missing", () => {
    const few = exampleReading(fileSystemStatistic, { state: "tooFew" });
    expect(plain(few)).toBe(
      "From 26 November 2025 to 25 November 2026 no figure has 10 instances behind it, so none is published.",
    );
  });
});
