import { z } from "zod";
import { about, toJson } from "../../http/json";
import { pageOfUsage } from "./pageOfUsage";
import type { UsageMonth, UsageReport } from "./readUsage";

/** How hours of usage are counted, for everybody who reads them. */
export const usageMethod = [
  "An engine reports its CPUs, its memory and its data at its start and every hour.",
  "Of several reports in an hour (UTC) the last counts; an hour without a report counts nothing.",
  "vCPU-hours, memory GiB-hours and data GiB-hours are the sums of these reports over the hours of a month; a GiB is 1,073,741,824 bytes.",
] as const;

const rowSchema = z.object({
  month: about(z.string(), "UTC month, `YYYY-MM`."),
  number: about(z.int().nullable(), "Null for instances that are linked no longer, together."),
  instance_id: z.string().nullable(),
  project: z.string().nullable(),
  hours: about(z.int(), "Hours with a report."),
  vcpu_hours: z.number(),
  memory_gib_hours: z.number(),
  data_gib_hours: z.number(),
  data_peak_bytes: about(z.int(), "The largest data size reported."),
});

/** Months of instances on a page. */
export const usagePageRows = 1_000;

/** Usage by month and instance. */
export const usageJsonSchema = z.object({
  months: about(z.int(), "How many months back, the running one included."),
  method: about(z.string(), "How hours are counted."),
  usage: about(z.array(rowSchema), `Newest month first, then by number, ${usagePageRows} rows a page.`),
  next: about(z.string().nullable(), "Where the next page begins, for `after`; null at the end."),
});

export type UsageRow = z.output<typeof rowSchema>;

/** A month of an instance as files and calls have it: sums with three decimals. */
export function toUsageRow(usage: UsageMonth): UsageRow {
  return toJson(rowSchema, {
    ...usage,
    ...(usage.number === 0 ? { number: null, instanceId: null } : {}),
    vcpuHours: toThousandths(usage.vcpuHours),
    memoryGibHours: toThousandths(usage.memoryGibHours),
    dataGibHours: toThousandths(usage.dataGibHours),
  });
}

/** @param after where the page begins; null for the first */
export function toUsageJson(
  { months, usage }: UsageReport,
  after: string | null,
): z.output<typeof usageJsonSchema> {
  const { rows, next } = pageOfUsage(usage, after, usagePageRows);
  return { months, method: usageMethod.join(" "), usage: rows.map(toUsageRow), next };
}

function toThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
