import { describe, expect, it } from "vitest";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import { parseView } from "../view/view";
import { documentFields } from "./documentFields";
import { statisticJsonSchema, statisticListSchema } from "./statisticJson";
import { toJson } from "./toJson";
import { toListJson } from "./toListJson";

const baseUrl = "https://telemetry.dblab.test";
const states = ["ready", "empty", "tooFew"] as const;
const cases = statistics.flatMap((statistic) =>
  states.map((state) => [statistic.key, state, statistic] as const),
);

describe("toJson", () => {
  it.each(cases)("of %s (%s) is what its schema describes, and nothing else", (_, state, statistic) => {
    const reading = exampleReading(statistic, { state, keep: 5 });
    const json = JSON.parse(JSON.stringify(toJson(reading, { address: `${baseUrl}/statistics`, baseUrl })));
    expect(statisticJsonSchema.parse(json)).toEqual(json);
    expect(json).toMatchObject({ state, takeaway: reading.takeaway, nextCloseAt: reading.nextCloseAt });
    expect(json.periods).toHaveLength(5);
    for (const [index, period] of reading.periods.entries()) {
      const written = json.periods[index];
      expect(written).toMatchObject({ start: period.start, n: period.n, outside: period.outside });
      expect(written.values).toEqual(period.values);
      expect(written.times?.clones).toBe(period.times?.clones);
      expect(written.times?.percentiles["50"] ?? null).toEqual(
        period.times === null ? null : expect.closeTo(period.times.percentiles[50] ?? 0, 4),
      );
    }
  });

  it("gives shares of n where there are any", () => {
    for (const statistic of statistics) {
      const json = toJson(exampleReading(statistic, { keep: 1 }), { address: baseUrl, baseUrl });
      const [period] = json.periods;
      const hasShares = !["windows", "times"].includes(statistic.kind);
      expect(Object.keys(period?.shares ?? {})).toEqual(hasShares ? Object.keys(period?.values ?? {}) : []);
      if (statistic.kind !== "share") continue;
      const sum = Object.values(period?.shares ?? {}).reduce((total, share) => total + share, 0);
      expect(sum).toBeCloseTo(1, 4);
    }
  });

  it("links to the same view in every form", () => {
    for (const statistic of statistics) {
      const reading = exampleReading(statistic, { view: { interval: "day", range: "90d" } });
      const { links } = toJson(reading, { address: baseUrl, baseUrl });
      for (const [form, link] of Object.entries(links)) {
        const { pathname, searchParams } = new URL(link);
        expect(pathname).toBe(`/statistics/${statistic.key}${form === "html" ? "" : `.${form}`}`);
        expect(parseView(statistic, Object.fromEntries(searchParams))).toEqual({
          ok: true,
          view: reading.view,
        });
      }
    }
  });

  it("says what its fields mean", () => {
    const [statistic] = statistics;
    if (statistic === undefined) throw new Error("No statistics");
    const json = toJson(exampleReading(statistic), { address: baseUrl, baseUrl });
    const hasFields = (value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value);
    const undescribed = Object.entries(json).flatMap(([name, value]) => [
      ...(name in json.fields ? [] : [name]),
      ...(hasFields(value) && name !== "fields"
        ? Object.keys(value as object)
            .map((inner) => `${name}.${inner}`)
            .filter((path) => !(path in json.fields))
        : []),
    ]);
    expect(undescribed).toEqual([]);
    for (const name of Object.keys(json.periods[0] ?? {}))
      expect(json.fields).toHaveProperty([`periods[].${name}`]);
    expect(json.fields["periods[].n"]).toMatch(/denominator/);
    expect(json.fields["periods[].times.curve"]).toMatch(/distribution/);
    expect(json.fields).toEqual(documentFields(statisticJsonSchema));
  });
});

describe("toListJson", () => {
  it("has every statistic, as its schema describes it", () => {
    const list = JSON.parse(JSON.stringify(toListJson(statistics, { baseUrl })));
    expect(statisticListSchema.parse(list)).toEqual(list);
    expect(list.statistics.map(({ key }: { key: string }) => key)).toEqual(statistics.map(({ key }) => key));
    expect(list.statistics[0].links.csv).toBe(`${baseUrl}/statistics/${statistics[0]?.key}.csv`);
  });
});
