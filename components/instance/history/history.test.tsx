import { describe, expect, it } from "vitest";
import type { InstanceHistory } from "@/lib/instances/history/history";
import { render } from "../testing/render";
import { sampleHistory } from "../testing/sample-instance";
import { History } from "./history";

const show = (history: InstanceHistory, isLvm = false) =>
  render(<History history={history} today="2026-11-25" isLvm={isLvm} />);

const busy = sampleHistory(30, [
  {
    clonesCreated: 4,
    clonesReset: 1,
    cloneTime: { clones: 3, p50Seconds: 0.8, p95Seconds: 9 },
    poolUse: 0.34,
  },
  { clonesCreated: 2, alerts: 3, poolUse: 0.5, starts: 1 },
  { clonesCreated: 1, cloneTime: { clones: 1, p50Seconds: 1.5, p95Seconds: 1.5 } },
]);

describe("History", () => {
  it("says in a sentence what each chart shows, from its newest figures", () => {
    const { text } = show({
      ...busy,
      stops: [
        { at: "2026-11-24T10:00:00.000Z", uptimeSeconds: 12 * 86_400 },
        { at: "2026-11-01T10:00:00.000Z", uptimeSeconds: 60 },
      ],
    });
    expect(text).toContain("7 clones created and 1 reset in 30 days");
    expect(text).toContain("Half of the clones took at most 1.5 s: 1 measured clone on 25 November 2026");
    expect(text).toContain("50% of the pools was used at the last start on 24 November 2026");
    expect(text).toContain("3 alerts in 30 days");
    expect(text).toContain("It ran for 12 days before its latest stop");
    expect(text).toContain("The last day is not over.");
  });

  it("has every number in tables, newest first, without days that have nothing", () => {
    const { html } = show(busy);
    const [, table = ""] = /<table id="history-clone-times-table"(.*?)<\/table>/s.exec(html) ?? [];
    const rows = [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      row.replaceAll(/<[^>]+>/g, "|").replaceAll(/\|+/g, "|"),
    );
    expect(rows.slice(1)).toEqual([
      "|25 November 2026|1|1.5\u00a0s|1.5\u00a0s|",
      "|23 November 2026|3|0.80\u00a0s|9.0\u00a0s|",
    ]);
  });

  it("draws on the server, in the page's colors and without inline styles", () => {
    const { html } = show(busy);
    // Clones, clone times, pools and alerts, each for a column and for a phone; no stop, no picture of stops.
    expect(html.match(/<svg [^>]*role="img"/g)).toHaveLength(8);
    expect(html).toContain("var(--series-1)");
    expect(html).not.toContain("style=");
    expect(html).not.toMatch(/NaN|Infinity/);
  });

  it.each([1, 2, 60])("has words, and no empty picture, for %d quiet days", (days) => {
    const { html, text } = show(sampleHistory(days));
    expect(html).not.toContain("<svg");
    expect(text.match(/Nothing to draw/g)).toHaveLength(5);
    expect(text).toContain(`No clone was created or reset in ${days === 1 ? "1 day" : `${days} days`}`);
    expect(text).toContain("No clone time was measured");
    expect(text).toContain("No stop reported");
  });

  it("draws a single period, and a single stop", () => {
    const one = sampleHistory(1, [
      { clonesCreated: 1, cloneTime: { clones: 1, p50Seconds: 1, p95Seconds: 1 } },
    ]);
    const { html } = show({ ...one, stops: [{ at: "2026-11-25T00:00:00.000Z", uptimeSeconds: 0 }] });
    expect(html.match(/<svg [^>]*role="img"/g)).toHaveLength(6);
    expect(html).not.toMatch(/NaN|Infinity/);
  });

  it("says that LVM reports no sizes", () => {
    expect(show(sampleHistory(3), true).text).toContain("with LVM no sizes are reported");
  });
});
