import { expect, it } from "vitest";
import { type ExportForm, exportForms, fileName, isExportForm } from "./exportForms";

const now = new Date("2026-11-26T23:59:59Z");

it("names files by what they are and of when, without the instance", () => {
  const names = (Object.keys(exportForms) as ExportForm[]).map((form) => fileName(form, now));
  expect(names).toEqual([
    "dblab-telemetry-instance_2026-11-26.ndjson",
    "dblab-telemetry-instance_2026-11-26.json",
    "dblab-telemetry-instance_2026-11-26.csv",
    "dblab-telemetry-instance-days_2026-11-26.csv",
  ]);
});

it.each(["xml", "", "constructor", "__proto__", "NDJSON"])("has no form %j", (form) => {
  expect(isExportForm(form)).toBe(false);
});
