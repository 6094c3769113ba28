import { hasValues, type PlainSeries, plainChart } from "@/lib/charts/plainChart";
import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import { periodOf } from "@/lib/words/period";
import { sayMonth } from "@/lib/words/sayDates";
import { sayDecimal } from "@/lib/words/sayNumbers";
import { HistoryChart } from "../../instance/history/history-chart";
import { numbers } from "../../ui/columns";
import { DataTable } from "../../ui/data-table";
import { sayUsage } from "./say-usage";
import { usageSeries } from "./usage-series";

interface UsageChartsProps {
  usage: readonly UsageMonth[];
  /** UTC months (`YYYY-MM`), oldest first. */
  months: readonly string[];
  /** The UTC day that is still running, `YYYY-MM-DD`. */
  today: string;
}

interface UsageChart {
  readonly id: string;
  /** What is counted, after its number. */
  readonly unit: string;
  readonly subtitle: string;
  readonly read: (usage: UsageMonth) => number;
}

const gibibyte = 1_073_741_824;

const charts: readonly UsageChart[] = [
  { id: "vcpu", unit: "vCPU-hours", subtitle: "vCPU-hours", read: ({ vcpuHours }) => vcpuHours },
  {
    id: "memory",
    unit: "memory GiB-hours",
    subtitle: "Memory GiB-hours",
    read: ({ memoryGibHours }) => memoryGibHours,
  },
  {
    id: "data",
    unit: "data GiB-hours",
    subtitle: "Data GiB-hours",
    read: ({ dataGibHours }) => dataGibHours,
  },
  {
    id: "peak",
    unit: "GiB of data at most",
    subtitle: "Largest data size in GiB",
    read: ({ dataPeakBytes }) => dataPeakBytes / gibibyte,
  },
];

/** What was used by month, in four charts with their numbers. */
export function UsageCharts({ usage, months, today }: UsageChartsProps) {
  const periods = months.map((month) => periodOf("month", `${month}-01`));
  return (
    <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
      {charts.map(({ id, unit, subtitle, read }) => {
        const series = usageSeries(usage, months, read);
        const words = `${subtitle} by month${series.length > 1 ? " and instance" : ""}`;
        const chart = plainChart({
          ...{ periods, today, series },
          description: sayUsage(usage, months, { read, unit }),
          layout: "stack",
          unit: "count",
          interval: "month",
          say: sayDecimal,
        });
        return (
          <HistoryChart
            key={id}
            id={`usage-${id}`}
            subtitle={words}
            chart={chart}
            isDrawn={hasValues(chart)}
            table={<Months id={`usage-${id}-table`} caption={words} {...{ series, months }} />}
            note="Months are UTC. The last one is not over."
          />
        );
      })}
    </div>
  );
}

interface MonthsProps {
  id: string;
  caption: string;
  series: readonly PlainSeries[];
  months: readonly string[];
}

function Months({ id, caption, series, months }: MonthsProps) {
  return (
    <DataTable
      id={id}
      caption={`${caption}; newest first`}
      captionHidden
      tall
      columns={["Month", ...numbers(...series.map(({ title }) => title)), ...numbers("In all")]}
      rows={months
        .map((month, index) => {
          const values = series.map(({ values }) => values[index] ?? 0);
          return {
            key: month,
            cells: [
              sayMonth(month),
              ...values.map(sayDecimal),
              sayDecimal(values.reduce((a, b) => a + b, 0)),
            ],
          };
        })
        .reverse()}
    />
  );
}
