import { describe, expect, it } from "vitest";
import { render } from "../../instance/testing/render";
import { wholeList } from "../../ui/testing/wholeList";
import { sampleOrganization, sampleUsage } from "../testing/sample-organization";
import { sayUsage } from "./say-usage";
import { UsagePage } from "./usage-page";
import { usageSeries } from "./usage-series";

const months = ["2026-09", "2026-10", "2026-11"];
const vcpu = { read: ({ vcpuHours }: { vcpuHours: number }) => vcpuHours, unit: "vCPU-hours" };

describe("usageSeries", () => {
  it("has a layer for each instance, the largest first, with zero where nothing was reported", () => {
    const usage = [
      sampleUsage("2026-11", 1, { vcpuHours: 10 }),
      sampleUsage("2026-11", 2, { vcpuHours: 30, project: null }),
      sampleUsage("2026-09", 1, { vcpuHours: 5 }),
    ];
    expect(usageSeries(usage, months, vcpu.read)).toEqual([
      { key: "2", title: "Instance 2", color: "series-1", values: [0, 0, 30] },
      { key: "1", title: "Instance 1, staging", color: "series-2", values: [5, 0, 10] },
    ]);
  });

  it("puts together what would have no color of its own, and loses nothing", () => {
    const usage = Array.from({ length: 12 }, (_, index) =>
      sampleUsage("2026-11", index + 1, { vcpuHours: index + 1 }),
    );
    const series = usageSeries(usage, months, vcpu.read);
    expect(series).toHaveLength(5);
    expect(series.at(-1)).toMatchObject({
      title: "8 other instances",
      color: "series-other",
      values: [0, 0, 36],
    });
    expect(series.reduce((sum, { values }) => sum + (values[2] ?? 0), 0)).toBe(78);
  });
});

describe("sayUsage", () => {
  it("says the latest month that is over", () => {
    const usage = [
      sampleUsage("2026-11", 1),
      sampleUsage("2026-10", 1, { vcpuHours: 1000.26 }),
      sampleUsage("2026-10", 2, { vcpuHours: 488 }),
    ];
    expect(sayUsage(usage, months, vcpu)).toBe("1,488.3 vCPU-hours in October 2026");
    expect(sayUsage([sampleUsage("2026-11", 1, { vcpuHours: 8 })], months, vcpu)).toBe(
      "8 vCPU-hours so far in November 2026",
    );
    expect(sayUsage([], months, vcpu)).toBe("Nothing was reported");
  });
});

describe("UsagePage", () => {
  const show = (usage: ReturnType<typeof sampleUsage>[]) =>
    render(
      <UsagePage
        {...sampleOrganization}
        usage={usage}
        page={wholeList(...usage)}
        statements={[]}
        months={3}
        today="2026-11-25"
        billingRetentionDays={3650}
      />,
    );

  it("has charts, a table with sums, and the file of the same months", () => {
    const { html, text } = show([
      sampleUsage("2026-11", 1),
      sampleUsage("2026-10", 1),
      sampleUsage("2026-10", 2),
      sampleUsage("2026-10", 0, { instanceId: "", project: null }),
    ]);
    expect(html.match(/<svg [^>]*role="img"/g)?.length).toBe(8);
    expect(html).toContain('href="/org/usage.csv?months=3"');
    expect(text).toContain("October 2026 All instances 2,160 17,280");
    expect(text).toContain("Linked no longer");
    expect(text).toContain("kept for 3,650 days");
    expect(html).not.toMatch(/ style="/);
  });

  it("has words where nothing was reported", () => {
    const { html, text } = show([]);
    expect(text).toContain("No engine reported usage in these months.");
    expect(text).toContain("Nothing was reported");
    expect(html).not.toContain("<svg");
  });
});
