import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { activeInstanceStatistic } from "@/lib/statistics/declared/activeInstances";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { fileSystemStatistic } from "@/lib/statistics/declared/fileSystems";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { type PeriodReading, percentiles, type StatisticReading } from "@/lib/statistics/view/reading";
import { StatisticTable } from "./statistic-table";

/** Rows of cells as text, newest period first, without the head. */
function rowsOf(reading: StatisticReading): string[][] {
  const html = renderToStaticMarkup(<StatisticTable reading={reading} />);
  return [...html.matchAll(/<tr[^>]*>(?!<th scope="col").*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) =>
      cell.replaceAll(/<[^>]+>/g, " ").trim(),
    ),
  );
}

const reading = exampleReading(fileSystemStatistic);
const withPeriod = (period: Partial<PeriodReading>): StatisticReading => {
  const [first] = reading.periods;
  if (first === undefined) throw new Error("the example has no periods");
  return { ...reading, periods: [{ ...first, ...period }] };
};

describe("StatisticTable", () => {
  it("has a row for each period, newest first, with count and share", () => {
    const rows = rowsOf(reading);
    expect(rows).toHaveLength(reading.periods.length);
    expect(rows[0]?.[0]).toMatch(/^Week of 23 November 2026 +unfinished$/);
    const last = reading.periods.at(-1);
    expect(rows[0]?.[1]).toBe(String(last?.n));
    expect(rows[0]?.[2]).toMatch(new RegExp(`^${last?.values.zfs} +\\d+(\\.\\d)?%$`));
  });

  it("tells a withheld period from one with figures, and nobody from too few only where nothing is published", () => {
    expect(rowsOf(withPeriod({ n: null, values: {} }))[0]?.slice(1)).toEqual(["too few", "–", "–", "–", "–"]);
    const some = withPeriod({ n: 50, values: { zfs: 50 } });
    expect(rowsOf(some)[0]?.slice(2)).toEqual(["50  100%", "too few", "too few", "too few"]);
    expect(rowsOf({ ...some, isPrivate: true })[0]?.slice(2)).toEqual(["50  100%", "0", "0", "0"]);
  });

  it("marks what is particular about a period", () => {
    const marked = withPeriod({ isPartial: true, revision: 2, heldSince: "2026-11-20T08:00:00.000Z" });
    expect(rowsOf(marked)[0]?.[0]).toMatch(
      /begins with the first event .*held for review since 20 November 2026 .*revision 2$/,
    );
  });

  it("divides by nothing where there is no denominator", () => {
    const rows = rowsOf(exampleReading(activeInstanceStatistic));
    expect(rows[0]).toHaveLength(3);
    expect(rows.flat().join("")).not.toContain("%");
  });

  it("gives the percentiles of clone times, exact in their values", () => {
    const times = exampleReading(cloneTimeStatistic);
    const newest = times.periods.at(-1)?.times;
    expect(rowsOf(times)[0]).toHaveLength(3 + percentiles.length);
    const html = renderToStaticMarkup(<StatisticTable reading={times} />);
    for (const one of percentiles) expect(html).toContain(`<data value="${newest?.percentiles[one]}">`);
  });
});
