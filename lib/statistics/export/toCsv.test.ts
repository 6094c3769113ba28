import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeText } from "../../words/csv";
import type { Statistic } from "../declare/declare";
import { fileSystemStatistic } from "../declared/fileSystems";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import { methodologyVersion, percentiles, type StatisticReading } from "../view/reading";
import { exportFields } from "./exportFields";
import { readRecords } from "./testing/readCsv";
import { csvFileName, toCsv } from "./toCsv";

const address = "https://telemetry.dblab.test/statistics/file-systems?range=90d";
const write = (reading: StatisticReading) => toCsv(reading, { address });
const numberOf = (cell: string | null | undefined) => (cell == null ? null : Number(cell));
const isFormula = (text: string) => /^[\s\ufeff]*[=+\-@\t\r]/.test(text);

/** The reading's file systems, with these titles. */
function withTitles(titles: readonly string[]): StatisticReading {
  const reading = exampleReading(fileSystemStatistic, { keep: 1 });
  const classes = titles.map((title, index) => ({ key: `c${index}`, title }));
  const values = Object.fromEntries(classes.map(({ key }, index) => [key, index + 5]));
  return { ...reading, classes, periods: reading.periods.map((period) => ({ ...period, values })) };
}

/** What the table says of each period and class, read back. */
function countsOf(text: string, column: "instances" | "events") {
  return readRecords(text).flatMap((row) =>
    row.class === null ? [] : [[row.period_start, row.class, row.class_title, numberOf(row[column])]],
  );
}

const counting = statistics.filter(({ kind }) => kind !== "times");

describe("toCsv", () => {
  it.each(counting.map((statistic) => [statistic.key, statistic] as const))(
    "of %s gives the reading's numbers back",
    (_, statistic: Statistic) => {
      const reading = exampleReading(statistic, { view: { interval: "month" } });
      const text = write(reading);
      const expected = reading.periods.flatMap(({ start, values }) =>
        reading.classes
          .filter(({ key }) => values[key] !== undefined)
          .map(({ key, title }) => [start, key, title, values[key]]),
      );
      expect(expected.length).toBeGreaterThan(12);
      expect(countsOf(text, statistic.kind === "events" ? "events" : "instances")).toEqual(expected);
      for (const row of readRecords(text)) {
        const period = reading.periods.find(({ start }) => start === row.period_start);
        expect(row.period_end).toBe(period?.end);
        expect(row.unfinished).toBe(String(period?.isUnfinished));
        expect(row.computed_at).toBe(period?.computedAt);
        if ("n" in row) expect(numberOf(row.n)).toBe(period?.n);
        if ("outside" in row) expect(numberOf(row.outside)).toBe(period?.outside);
        if ("share" in row && statistic.kind !== "events") {
          expect(numberOf(row.share)).toBeCloseTo(Number(row.instances) / Number(row.n), 6);
        }
      }
    },
  );

  it("of clone times has a row for each percentile", () => {
    const statistic = statistics.find(({ kind }) => kind === "times");
    if (statistic === undefined) throw new Error("No clone times");
    const reading = exampleReading(statistic, { keep: 3, view: { of: "zfs", weighting: "clones" } });
    const rows = readRecords(write(reading));
    expect(rows.map((row) => [row.period_start, numberOf(row.percentile)])).toEqual(
      reading.periods.flatMap(({ start }) => percentiles.map((one) => [start, one])),
    );
    for (const row of rows) {
      const period = reading.periods.find(({ start }) => start === row.period_start);
      const percentile = percentiles.find((one) => one === Number(row.percentile)) ?? 50;
      expect(numberOf(row.seconds)).toBeCloseTo(period?.times?.percentiles[percentile] ?? Number.NaN, 4);
      expect(row).toMatchObject({ class: "zfs", class_title: "ZFS", weighting: "clones" });
      expect(numberOf(row.clones)).toBe(period?.times?.clones);
    }
  });

  it.each(statistics.map((statistic) => [statistic.key, statistic] as const))(
    "of %s has one row without figures for a period that is withheld",
    (_, statistic) => {
      const reading = exampleReading(statistic, { state: "tooFew", view: { interval: "month" } });
      const rows = readRecords(write(reading));
      expect(rows.map((row) => row.period_start)).toEqual(reading.periods.map(({ start }) => start));
      for (const row of rows) {
        for (const name of ["instances", "events", "share", "n", "outside", "seconds", "clones"]) {
          expect(row[name] ?? null).toBeNull();
        }
      }
    },
  );

  it("leaves a class out that is not published in one period only", () => {
    const reading = exampleReading(fileSystemStatistic, { keep: 2 });
    const [first, second] = reading.periods;
    if (first === undefined || second === undefined) throw new Error("Two periods are kept");
    const { lvm, ...values } = first.values;
    expect(lvm).toBeGreaterThan(0);
    const text = write({ ...reading, periods: [{ ...first, values }, second] });
    const lvmRows = readRecords(text).filter((row) => row.class === "lvm");
    expect(lvmRows.map((row) => row.period_start)).toEqual([second.start]);
  });

  it("says where it is from, under which terms, and what each column means", () => {
    for (const statistic of statistics) {
      const lines = write(exampleReading(statistic, { keep: 1 })).split("\r\n");
      const comments = lines.filter((line) => line.startsWith("# "));
      const about = comments.join("\n");
      for (const said of [
        address,
        "CC BY 4.0",
        `Methodology ${methodologyVersion}`,
        "https://telemetry.dblab.test/methodology",
      ]) {
        expect(about).toContain(said);
      }
      const header = lines[comments.length]?.split(",") ?? [];
      expect(header).toEqual(exportFields(statistic).map(({ name }) => name));
      for (const name of header) expect(about).toMatch(new RegExp(`^# ${name} \\(\\w+\\): \\S`, "m"));
      for (const comment of comments) {
        for (const part of comment.split(/[,;]/)) expect(isFormula(part)).toBe(false);
      }
    }
  });

  it("gives hostile titles back, on one line each and never as a formula", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom('"', ",", "#", "\r", "\n", "\t", "=", "+", "-", "@", " ", "'", "x"),
      }),
    );
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (titles) => {
        const text = write(withTitles(titles));
        const read = readRecords(text).map((row) => row.class_title ?? "");
        expect(read).toEqual(titles.map(safeText));
        for (const title of read) expect(isFormula(title)).toBe(false);
        const table = text.split(/\r\n|[\r\n]/).filter((line) => line !== "" && !line.startsWith("# "));
        expect(table).toHaveLength(titles.length + 1);
      }),
    );
  });

  it("keeps an honest title as it is", () => {
    for (const title of ["8–16\u00a0GiB", 'a "quoted" one', "one, two", "# 1", "4.1", "'tis"]) {
      expect(readRecords(write(withTitles([title])))[0]?.class_title).toBe(title);
    }
  });
});

describe("csvFileName", () => {
  it("says what is inside, and nothing a file system minds", () => {
    const reading = exampleReading(fileSystemStatistic, { view: { edition: "community" } });
    expect(csvFileName(reading)).toBe("file-systems_2025-11-26_2026-11-25_week_community.csv");
    expect(csvFileName(exampleReading(fileSystemStatistic))).toMatch(/^[a-z0-9_-]+\.csv$/);
  });
});
