import { type CsvColumn, type CsvValue, csvTable } from "../../words/csv";
import type { UsageReport } from "./readUsage";
import { toUsageRow, type UsageRow, usageMethod } from "./usageJson";
import { monthsUpTo } from "./usageMonths";

const columns: readonly (CsvColumn & { readonly read: (row: UsageRow) => CsvValue })[] = [
  { name: "month", what: "UTC month.", read: (row) => row.month },
  {
    name: "instance_number",
    what: "Number of the instance; empty for those linked no longer, together.",
    read: (row) => row.number,
  },
  { name: "instance_id", what: "The engine's instance ID.", read: (row) => row.instance_id },
  { name: "project", what: "As the engine registered it.", read: (row) => row.project },
  { name: "hours_reported", what: "Hours with a report.", read: (row) => row.hours },
  { name: "vcpu_hours", what: "CPUs reported, summed over the hours.", read: (row) => row.vcpu_hours },
  {
    name: "memory_gib_hours",
    what: "Memory reported in GiB, summed over the hours.",
    read: (row) => row.memory_gib_hours,
  },
  {
    name: "data_gib_hours",
    what: "Data reported in GiB, summed over the hours.",
    read: (row) => row.data_gib_hours,
  },
  { name: "data_peak_bytes", what: "The largest data size reported.", read: (row) => row.data_peak_bytes },
];

interface UsageCsvOptions {
  readonly organization: { readonly alias: string; readonly name: string; readonly plan: string };
  readonly now: Date;
}

/**
 * The usage of an organization as a table, a row for each month and instance, after lines that say how it was counted.
 */
export function usageCsv({ months, usage }: UsageReport, { organization, now }: UsageCsvOptions): string {
  const [first = "", last = ""] = edges(now, months);
  const about = [
    `Usage of ${organization.name} (${organization.alias}), ${organization.plan} edition`,
    `Months: ${first} to ${last} (UTC). ${last} is not over.`,
    `Made: ${now.toISOString()}`,
    ...usageMethod,
  ];
  return csvTable(about, columns, usage.map(toUsageRow));
}

/** The name under which it is saved: `usage_acme_2025-12_2026-11.csv`. */
export function usageFileName(
  { months }: Pick<UsageReport, "months">,
  { organization, now }: UsageCsvOptions,
): string {
  return `${["usage", organization.alias, ...edges(now, months)].join("_")}.csv`;
}

function edges(now: Date, months: number): string[] {
  const all = monthsUpTo(now, months);
  return [all.at(0) ?? "", all.at(-1) ?? ""];
}
