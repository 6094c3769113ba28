import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, intervals } from "../../words/period";
import { findStatistic, statistics } from "../declared/statistics";
import { editions, type PeriodReading, type View } from "./reading";
import { daysOfView, daysShown, defaultView, parseView, viewParameters, viewPath } from "./view";

const someDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays("2025-01-01", days));

const someRange = fc.oneof(
  fc.constantFrom("30d", "90d", "1y", "all").map((range) => ({ range, from: null, to: null })),
  fc.tuple(someDay, someDay).map((days) => {
    const [from, to] = days.sort();
    return { range: "custom", from, to };
  }),
);

describe("daysShown", () => {
  const shown = (...covered: (readonly [start: string, end: string])[]) =>
    daysShown({
      from: "2025-11-28",
      to: "2026-11-27",
      periods: covered.map(([start, end]) => ({ start, end }) as PeriodReading),
    });

  it("is of the range what its periods cover", () => {
    const part = { from: "2026-10-19", to: "2026-11-22" };
    expect(shown(["2026-10-19", "2026-10-26"], ["2026-11-16", "2026-11-23"])).toEqual(part);
    const all = { from: "2025-11-28", to: "2026-11-27" };
    expect(shown(["2025-11-24", "2025-12-01"], ["2026-11-23", "2026-11-30"])).toEqual(all);
    expect(shown()).toEqual(all);
  });
});

describe("a view", () => {
  it("is its address: every view comes back from its parameters", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...statistics),
        someRange,
        fc.record({
          interval: fc.constantFrom(...intervals),
          edition: fc.constantFrom("all", ...editions),
          weighting: fc.constantFrom("instances", "clones"),
          show: fc.constantFrom("share", "count"),
          draw: fc.constantFrom("stacked", "lines"),
          scale: fc.constantFrom("log", "linear"),
          revision: fc.constantFrom(null, 0, 7),
        }),
        (statistic, range, chosen) => {
          const view = { ...range, ...chosen, of: "all" } as View;
          const parameters = Object.fromEntries(viewParameters(statistic, view));
          expect(parseView(statistic, parameters)).toEqual({ ok: true, view });
        },
      ),
    );
  });

  it("of nothing chosen has an address without parameters", () => {
    for (const statistic of statistics) {
      expect(viewPath(statistic, defaultView(statistic), ".csv")).toBe(`/statistics/${statistic.key}.csv`);
      expect(parseView(statistic, {})).toEqual({ ok: true, view: defaultView(statistic) });
    }
  });

  it("says what is wrong with an address, never what was sent, and shows what is left", () => {
    const statistic = findStatistic("file-systems");
    if (statistic === undefined) throw new Error("not declared");
    const parsed = parseView(statistic, {
      range: "<script>",
      interval: "fortnight",
      edition: ["standard", "all"],
      from: "2026-02-30",
      of: "zfs",
    });
    expect(parsed).toMatchObject({ ok: false, view: { ...defaultView(statistic), edition: "standard" } });
    const message = parsed.ok ? "" : parsed.message;
    expect(message).toMatch(/range must be one of/);
    expect(message).toMatch(/interval must be one of/);
    expect(message).toMatch(/from must be a day/);
    expect(message).not.toMatch(/script|fortnight|02-30/);
  });

  it("does not go backwards or into the future", () => {
    const statistic = findStatistic("clone-times");
    if (statistic === undefined) throw new Error("not declared");
    const backwards = parseView(statistic, { from: "2026-05-02", to: "2026-05-01" });
    expect(backwards).toMatchObject({
      ok: false,
      message: "from must not be after to",
      view: { range: "1y" },
    });
    const view = {
      ...defaultView(statistic),
      range: "custom",
      from: "2026-05-01",
      to: "2030-01-01",
    } as const;
    expect(daysOfView(view, { firstDay: "2026-01-01", today: "2026-11-25" })).toEqual({
      from: "2026-05-01",
      to: "2026-11-25",
    });
    expect(parseView(statistic, { of: "lvm" })).toMatchObject({ ok: true, view: { of: "lvm" } });
  });
});
