import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import { sayBytes } from "@/lib/words/sayBytes";
import { sayMonth } from "@/lib/words/sayDates";
import { sayCount, sayDecimal } from "@/lib/words/sayNumbers";
import { DataTable, numbers } from "../../ui/data-table";
import { nameOf } from "./usage-series";

/** What was used by month and instance, newest month first; a month of several instances has its sum. */
export function UsageTable({ usage }: { usage: readonly UsageMonth[] }) {
  const months = [...new Set(usage.map(({ month }) => month))];
  return (
    <DataTable
      id="usage-table"
      caption="Usage by month and instance, newest month first"
      captionHidden
      columns={[
        "Month",
        "Instance",
        ...numbers("Hours", "vCPU-hours", "Memory, GiB-hours", "Data, GiB-hours", "Data at most"),
      ]}
      rows={months.flatMap((month) => {
        const ofMonth = usage.filter((one) => one.month === month);
        const rows = ofMonth.map((one) => toRow(one, nameOf(one)));
        return ofMonth.length < 2 ? rows : [toRow(sumOf(ofMonth), "All instances"), ...rows];
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

/** Peaks of several instances need not have been at the same time: their sum is the most it can have been. */
function sumOf(usage: readonly UsageMonth[]): UsageMonth {
  const sum = (read: (one: UsageMonth) => number) => usage.reduce((all, one) => all + read(one), 0);
  return {
    month: usage[0]?.month ?? "",
    number: -1,
    instanceId: "",
    project: null,
    hours: sum(({ hours }) => hours),
    vcpuHours: sum(({ vcpuHours }) => vcpuHours),
    memoryGibHours: sum(({ memoryGibHours }) => memoryGibHours),
    dataGibHours: sum(({ dataGibHours }) => dataGibHours),
    dataPeakBytes: sum(({ dataPeakBytes }) => dataPeakBytes),
  };
}
