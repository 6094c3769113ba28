import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import { sayBytes } from "@/lib/words/sayBytes";
import { sayMonth } from "@/lib/words/sayDates";
import { sayCount, sayDecimal } from "@/lib/words/sayNumbers";
import { numbers } from "../../ui/columns";
import { DataTable } from "../../ui/data-table";
import { nameOf } from "./usage-series";

interface UsageTableProps {
  usage: readonly UsageMonth[];
  /** Of all instances together, by month, where there are several. */
  sums?: ReadonlyMap<string, UsageMonth>;
}

/** What was used by month and instance, newest month first; a month of several instances has its sum. */
export function UsageTable({ usage, sums }: UsageTableProps) {
  const months = [...new Set(usage.map(({ month }) => month))];
  return (
    <DataTable
      id="usage-table"
      caption="Usage by month and instance, newest month first"
      captionHidden
      columns={[
        "Month",
        "Instance",
        ...numbers("Hours", "vCPU-hours", "Memory, GiB-hours", "Data, GiB-hours", "Peak data"),
      ]}
      rows={months.flatMap((month) => {
        const rows = usage.filter((one) => one.month === month).map((one) => toRow(one, nameOf(one)));
        const sum = sums?.get(month);
        return sum === undefined ? rows : [toRow(sum, "All instances"), ...rows];
      })}
      empty="No engine reported usage in these months."
    />
  );
}

function toRow(usage: UsageMonth, name: string) {
  return {
    key: `${usage.month} ${name} ${usage.number}`,
    cells: [
      <span key="month" className="whitespace-nowrap">
        {sayMonth(usage.month)}
      </span>,
      name,
      sayCount(usage.hours),
      sayDecimal(usage.vcpuHours),
      sayDecimal(usage.memoryGibHours),
      sayDecimal(usage.dataGibHours),
      sayBytes(usage.dataPeakBytes),
    ],
  };
}

/** Sums of the months of which several instances reported. Peaks need not have been at the same time: theirs is the most it can have been. */
export function sumsByMonth(usage: readonly UsageMonth[]): ReadonlyMap<string, UsageMonth> {
  const sums = new Map<string, UsageMonth>();
  const several = new Set<string>();
  for (const one of usage) {
    const sum = sums.get(one.month);
    if (sum !== undefined) several.add(one.month);
    sums.set(
      one.month,
      sum === undefined ? { ...one, number: -1, instanceId: "", project: null } : add(sum, one),
    );
  }
  return new Map([...sums].filter(([month]) => several.has(month)));
}

function add(sum: UsageMonth, one: UsageMonth): UsageMonth {
  return {
    ...sum,
    hours: sum.hours + one.hours,
    vcpuHours: sum.vcpuHours + one.vcpuHours,
    memoryGibHours: sum.memoryGibHours + one.memoryGibHours,
    dataGibHours: sum.dataGibHours + one.dataGibHours,
    dataPeakBytes: sum.dataPeakBytes + one.dataPeakBytes,
  };
}
