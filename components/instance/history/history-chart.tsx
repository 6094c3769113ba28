import type { ReactNode } from "react";
import type { HistoryPeriod } from "@/lib/instances/history/history";
import { sayDay } from "@/lib/words/sayDates";
import { ChartFrame } from "../../charts/chart-frame";
import { Drawing } from "../../statistics/drawing";
import { DataTable, numbers } from "../../ui/data-table";
import type { PictureSize } from "./draw-history";
import type { HistorySeries } from "./history-series";

/** In place of a value that a period does not have. */
export const notMeasured = "–";

/** A column of a chart's table; `read` gives the cell of the period at a place. */
export interface HistoryColumn {
  readonly title: string;
  readonly read: (index: number) => string;
}

type HistoryChartProps = {
  id: string;
  /** The takeaway. */
  title: string;
  subtitle: string;
  /** Named in a legend where there are several. */
  series: readonly HistorySeries[];
  /** Null where there is nothing to draw. */
  draw: ((size: PictureSize) => string) | null;
  note: ReactNode;
} & (
  | { periods: readonly HistoryPeriod[]; columns: readonly HistoryColumn[] }
  | { table: ReactNode; periods?: never; columns?: never }
);

// Drawn for a column of the page and for a phone, so that letters have their size in both.
const column: PictureSize = { width: 540, height: 220 };
const phone: PictureSize = { width: 358, height: 200 };

/** A chart of an instance's history with takeaway, legend and table. It is drawn on the server and needs no script. */
export function HistoryChart({ id, title, subtitle, series, draw, note, ...rest }: HistoryChartProps) {
  return (
    <ChartFrame
      id={id}
      title={title}
      subtitle={subtitle}
      legend={draw !== null && series.length > 1 ? <Legend series={series} /> : undefined}
      note={note}
      table={rest.periods === undefined ? rest.table : <Periods id={id} caption={subtitle} {...rest} />}
    >
      {draw === null ? (
        <p className="grid h-28 place-items-center border border-dashed border-rule-strong px-4 text-sm text-ink-soft">
          Nothing to draw
        </p>
      ) : (
        <div aria-hidden="true">
          <Drawing svg={draw(column)} className="hidden sm:block [&_svg]:h-auto [&_svg]:w-full" />
          <Drawing svg={draw(phone)} className="sm:hidden [&_svg]:h-auto [&_svg]:w-full" />
        </div>
      )}
    </ChartFrame>
  );
}

function Legend({ series }: { series: readonly HistorySeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map(({ key, title, slot }) => (
        <li key={key} className={`series-${slot} flex items-baseline gap-1.5`}>
          <span className="swatch" aria-hidden="true" />
          {title}
        </li>
      ))}
    </ul>
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
