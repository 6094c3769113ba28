import { describe, expect, it } from "vitest";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { fileSystemStatistic } from "@/lib/statistics/declared/fileSystems";
import { defaultView } from "@/lib/statistics/view/view";
import { readCompare, readPageView } from "./page-view";

const read = (parameters: Record<string, string | string[]>) => readPageView(fileSystemStatistic, parameters);

describe("readCompare", () => {
  it("names what the view cannot be compared by", () => {
    expect(readCompare("edition", ["edition"])).toEqual({ compare: "edition", problem: null });
    expect(readCompare("none", [])).toEqual({ compare: "none", problem: null });
    expect(readCompare("coffee", ["edition"])).toEqual({
      compare: "none",
      problem: "compare must be one of none, edition in this view",
    });
  });
});

describe("readPageView", () => {
  it("shows the default view and the chart where nothing is asked for", () => {
    expect(read({})).toEqual({
      view: defaultView(fileSystemStatistic),
      tab: "chart",
      compare: "none",
      problem: null,
      shorter: null,
    });
    expect(read({ compare: "edition", range: "1y" })).toMatchObject({
      compare: "edition",
      shorter: "/statistics/file-systems?compare=edition",
    });
  });

  it("leads from what a form sends to the address that says the same", () => {
    const sent = {
      range: "90d",
      from: "2026-01-01",
      to: "2026-02-01",
      interval: "week",
      edition: "all",
      show: "share",
      draw: "lines",
      tab: "table",
    };
    const { shorter, view } = read(sent);
    expect(shorter).toBe("/statistics/file-systems?range=90d&draw=lines&tab=table");
    expect(view).toMatchObject({ range: "90d", from: null, to: null });
    expect(read({ range: "90d", draw: "lines", tab: "table" }).shorter).toBeNull();
  });

  it("takes the dates of a custom range", () => {
    const dates = { from: "2026-01-01", to: "2026-02-01" };
    expect(read({ range: "custom", ...dates }).shorter).toBe(
      "/statistics/file-systems?from=2026-01-01&to=2026-02-01",
    );
    expect(read(dates)).toMatchObject({ view: { range: "custom", ...dates }, shorter: null });
  });

  it("says what is wrong instead of leading elsewhere, and shows what is left", () => {
    const { problem, shorter, view } = read({ range: "forever", interval: "day", tab: "chart" });
    expect(problem).toContain("range must be one of");
    expect(shorter).toBeNull();
    expect(view).toMatchObject({ range: "1y", interval: "day" });
  });

  it("leaves parameters alone that are none of its own, and tabs that do not exist", () => {
    expect(read({ utm_source: "x" }).shorter).toBeNull();
    expect(read({ tab: "coffee" })).toMatchObject({ tab: "chart", shorter: "/statistics/file-systems" });
  });

  it("keeps which file system clone times are of", () => {
    expect(readPageView(cloneTimeStatistic, { of: "zfs", weighting: "clones" })).toMatchObject({
      view: { of: "zfs", weighting: "clones" },
      shorter: null,
    });
  });
});
