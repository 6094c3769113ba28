import { z } from "zod";
import { about } from "../rules/json";
import type { UsageMonth, UsageReport } from "./readUsage";

/** How hours of usage are counted, for everybody who reads them. */
export const usageMethod = [
  "An engine reports its CPUs, its memory and its data at its start and every hour.",
  "Of several reports in an hour (UTC) the last counts; an hour without a report counts nothing.",
  "vCPU-hours, memory GiB-hours and data GiB-hours are the sums of these reports over the hours of a month; a GiB is 1,073,741,824 bytes.",
] as const;

/** Usage by month and instance. */
export const usageJsonSchema = z.object({
  months: about(z.int(), "How many months back, the running one included."),
  method: about(z.string(), "How hours are counted."),
  usage: about(
    z.array(
      z.object({
        month: about(z.string(), "UTC month, `YYYY-MM`."),
        number: about(z.int().nullable(), "Null for instances that are linked no longer, together."),
        instance_id: z.string().nullable(),
        project: z.string().nullable(),
        hours: about(z.int(), "Hours with a report."),
        vcpu_hours: z.number(),
        memory_gib_hours: z.number(),
        data_gib_hours: z.number(),
        data_peak_bytes: about(z.int(), "The largest data size reported."),
      }),
    ),
    "Newest month first.",
  ),
});

export type UsageRow = z.output<typeof usageJsonSchema>["usage"][number];

/** A month of an instance as files and calls have it: sums with three decimals. */
export function toUsageRow(usage: UsageMonth): UsageRow {
  const isLinked = usage.number !== 0;
  return {
    month: usage.month,
    number: isLinked ? usage.number : null,
    instance_id: isLinked ? usage.instanceId : null,
    project: usage.project,
    hours: usage.hours,
    vcpu_hours: toThousandths(usage.vcpuHours),
    memory_gib_hours: toThousandths(usage.memoryGibHours),
    data_gib_hours: toThousandths(usage.dataGibHours),
    data_peak_bytes: usage.dataPeakBytes,
  };
}

export function toUsageJson({ months, usage }: UsageReport): z.output<typeof usageJsonSchema> {
  return { months, method: usageMethod.join(" "), usage: usage.map(toUsageRow) };
}

function toThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
