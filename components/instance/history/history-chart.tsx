import type { ReactNode } from "react";
import type { Chart } from "@/lib/charts/chart";
import type { HistoryPeriod } from "@/lib/instances/history/history";
import { sayDay } from "@/lib/words/sayDates";
import { ChartView } from "../../charts/chart";
import { ChartFrame } from "../../charts/chart-frame";
import { numbers } from "../../ui/columns";
import { DataTable } from "../../ui/data-table";

/** In place of a value that a period does not have. */
export const notMeasured = "–";

/** A column of a chart's table; `read` gives the cell of the period at a place. */
export interface HistoryColumn {
  readonly title: string;
  readonly read: (index: number) => string;
}

type HistoryChartProps = {
  id: string;
  subtitle: string;
  /** Its description is the takeaway. */
  chart: Chart;
  /** Whether there is anything to draw. */
  isDrawn: boolean;
  note: ReactNode;
} & (
  | { periods: readonly HistoryPeriod[]; columns: readonly HistoryColumn[] }
  | { table: ReactNode; periods?: never; columns?: never }
);

/** A chart over time with takeaway, legend and table. */
export function HistoryChart({ id, subtitle, chart, isDrawn, note, ...rest }: HistoryChartProps) {
  return (
    <ChartFrame
      id={id}
      title={chart.description}
      subtitle={subtitle}
      note={note}
      table={rest.periods === undefined ? rest.table : <Periods id={id} caption={subtitle} {...rest} />}
    >
      {isDrawn ? (
        <ChartView chart={chart} place="column" />
      ) : (
        <p className="grid h-28 place-items-center border border-dashed border-rule-strong px-4 text-sm text-ink-soft">
          Nothing to draw
        </p>
      )}
    </ChartFrame>
  );
}

interface PeriodsProps {
  id: string;
  caption: string;
  periods: readonly HistoryPeriod[];
  columns: readonly HistoryColumn[];
}

function Periods({ id, caption, periods, columns }: PeriodsProps) {
  return (
    <DataTable
      id={`${id}-table`}
      caption={`${caption}; newest first, without periods that have nothing`}
      captionHidden
      tall
      columns={["From", ...numbers(...columns.map(({ title }) => title))]}
      rows={periods
        .flatMap(({ start }, index) => {
          const values = columns.map(({ read }) => read(index));
          if (values.every((value) => value === "0" || value === notMeasured)) return [];
          const time = (
            <time key="start" dateTime={start} className="whitespace-nowrap">
              {sayDay(start)}
            </time>
          );
          return [{ key: start, cells: [time, ...values] }];
        })
        .toReversed()}
      empty="No period has anything."
    />
  );
}
