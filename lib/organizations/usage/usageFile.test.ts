import { describe, expect, it } from "vitest";
import type { UsageMonth } from "./readUsage";
import { usageCsv, usageFileName } from "./usageFile";
import { monthsParameter, monthsUpTo } from "./usageMonths";

const now = new Date("2026-11-25T12:00:00Z");
const organization = { alias: "acme", name: "=Acme", plan: "standard" } as const;
const months = 3;
const options = { organization, now };
const month: UsageMonth = {
  month: "2026-10",
  number: 7,
  instanceId: "c6vq1tqs0qtc73dlqkpg",
  project: "staging",
  hours: 744,
  vcpuHours: 5952,
  memoryGibHours: 23_240.123_456,
  dataGibHours: 508_590.000_4,
  dataPeakBytes: 734_003_200_123,
};
const rows = (usage: UsageMonth[]) =>
  usageCsv({ months, usage }, options)
    .split("\r\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

describe("usageCsv", () => {
  it("has a row for each month and instance, with sums of three decimals", () => {
    expect(rows([month])).toEqual([
      "month,instance_number,instance_id,project,hours_reported,vcpu_hours,memory_gib_hours,data_gib_hours,data_peak_bytes",
      "2026-10,7,c6vq1tqs0qtc73dlqkpg,staging,744,5952,23240.123,508590,734003200123",
    ]);
  });

  it("leaves number and ID of instances that are linked no longer empty", () => {
    const [, row] = rows([{ ...month, number: 0, instanceId: "", project: null }]);
    expect(row).toMatch(/^2026-10,,,,744,/);
  });

  it("is harmless in a spreadsheet, whatever a project is called", () => {
    const [, row] = rows([{ ...month, project: '=HYPERLINK("http://x","y")' }]);
    expect(row).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    for (const line of usageCsv({ months, usage: [month] }, options).split("\r\n"))
      expect(line).not.toMatch(/^[=+@-]/);
  });

  it("says how hours are counted, of which months, and what each column is", () => {
    const text = usageCsv({ months, usage: [] }, options);
    expect(text).toContain("# Of several reports in an hour (UTC) the last counts;");
    expect(text).toContain("2026-09 to 2026-11 (UTC). 2026-11 is not over.");
    for (const name of rows([])[0]?.split(",") ?? []) expect(text).toContain(`# ${name}: `);
  });

  it("is saved under a name with the alias and the months", () => {
    expect(usageFileName({ months }, options)).toBe("usage_acme_2026-09_2026-11.csv");
  });
});

describe("months", () => {
  it.each([
    [null, 12],
    ["", 12],
    ["1", 1],
    ["120", 120],
    ["0", null],
    ["121", null],
    ["-3", null],
    ["3.5", null],
    ["1e2", null],
    ["x", null],
  ])("of %j are %j", (text, months) => expect(monthsParameter.safeParse(text).data ?? null).toBe(months));

  it("go over the turn of a year", () => {
    expect(monthsUpTo(new Date("2026-01-31T23:59:59Z"), 3)).toEqual(["2025-11", "2025-12", "2026-01"]);
  });
});
