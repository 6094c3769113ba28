import { type PeriodReading, percentiles, type StatisticReading } from "@/lib/statistics/view/reading";
import { sayDay } from "@/lib/words/sayDates";
import { sayCount, saySeconds, sayShare } from "@/lib/words/sayNumbers";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise } from "@/lib/words/sayPlurals";
import type { Column } from "../ui/columns";
import { DataTable, type Row } from "../ui/data-table";
import { sayDrawn } from "./say-reading";
import { ScrollHint } from "./scroll-hint";

/**
 * Every number of a reading, newest period first: a column a class with count and share, or the percentiles of clone
 * times. Exact values are in the `value` of each cell's `data` element.
 */
export function StatisticTable({ reading }: { reading: StatisticReading }) {
  const { statistic, periods } = reading;
  const isTimes = statistic.kind === "times";
  const caption = `${statistic.title}. ${sayDrawn(reading)}; newest first.`;
  return (
    <>
      {/* A caption is as wide as its table, which on a phone is wider than the screen. */}
      <p aria-hidden="true" className="mb-3 text-sm text-ink-soft">
        {caption}
      </p>
      <ScrollHint id="statistic-table-scrolls" of="statistic-table" />
      <DataTable
        id="statistic-table"
        describedBy="statistic-table-scrolls"
        caption={caption}
        captionHidden
        tall
        columns={isTimes ? timeColumns : classColumns(reading)}
        rows={periods.toReversed().map(
          (period): Row => ({
            key: period.start,
            cells: [
              <PeriodName key="period" reading={reading} period={period} />,
              ...(isTimes ? timeCells(period) : classCells(reading, period)),
            ],
          }),
        )}
        empty="No period of this range has anything in it."
      />
    </>
  );
}

const timeColumns: readonly Column[] = [
  { title: "Period" },
  ...["Instances", "Measurements", ...percentiles.map((one) => (one === 50 ? "Median" : `p${one}`))].map(
    (title) => ({ title, kind: "number" as const }),
  ),
];

function classColumns({ statistic, classes }: StatisticReading): Column[] {
  const n = statistic.kind === "windows" ? [] : [{ title: "n", kind: "number" as const }];
  const own = classes.map(({ title }) => ({ title, kind: "number" as const }));
  return [{ title: "Period" }, ...n, ...own];
}

function PeriodName({ reading: { view }, period }: { reading: StatisticReading; period: PeriodReading }) {
  const name = view.interval === "week" ? `Week of ${namePeriod("day", period.start)}` : null;
  return (
    <span className="whitespace-nowrap">
      <time dateTime={period.start}>{name ?? capitalise(namePeriod(view.interval, period.start))}</time>
      {sayMarks(period).map((mark) => (
        <span key={mark} className="text-ink-soft">
          {" "}
          {mark}
        </span>
      ))}
    </span>
  );
}

/** What is particular about a period, in words after its name. */
function sayMarks({ isUnfinished, isPartial, heldSince, revision }: PeriodReading): string[] {
  return [
    ...(isUnfinished ? ["unfinished"] : []),
    ...(isPartial ? ["begins with the first event"] : []),
    ...(heldSince === null ? [] : [`held for review since ${sayDay(heldSince)}`]),
    ...(revision === 0 ? [] : [`revision ${revision}`]),
  ];
}

function classCells(reading: StatisticReading, period: PeriodReading) {
  const { statistic, classes } = reading;
  const n = statistic.kind === "windows" ? [] : [<Count key="n" value={period.n} />];
  return [
    ...n,
    ...classes.map(({ key }) => <ClassCell key={key} reading={reading} period={period} name={key} />),
  ];
}

interface ClassCellProps {
  reading: StatisticReading;
  period: PeriodReading;
  name: string;
}

function ClassCell({ reading: { statistic, isPrivate }, period, name }: ClassCellProps) {
  const value = period.values[name];
  if (period.n === null) return <Quiet>–</Quiet>;
  if (value === undefined) {
    return isPrivate && statistic.kind !== "windows" ? <Count value={0} /> : <Quiet>too few</Quiet>;
  }
  return (
    <>
      <Count value={value} />
      {statistic.kind === "windows" || period.n === 0 ? null : (
        <span className="ml-1.5 text-ink-soft">{sayShare(value / period.n)}</span>
      )}
    </>
  );
}

function timeCells({ n, times }: PeriodReading) {
  if (times === null)
    return [
      <Count key="n" value={n} />,
      ...["clones", ...percentiles].map((key) => <Quiet key={key}>–</Quiet>),
    ];
  return [
    <Count key="n" value={n} />,
    <Count key="clones" value={times.clones} />,
    ...percentiles.map((one) => <Seconds key={one} value={times.percentiles[one]} />),
  ];
}

function Seconds({ value }: { value: number | null }) {
  return value === null ? <Quiet>too few</Quiet> : <data value={value}>{saySeconds(value)}</data>;
}

function Count({ value }: { value: number | null }) {
  return value === null ? <Quiet>too few</Quiet> : <data value={value}>{sayCount(value)}</data>;
}

function Quiet({ children }: { children: string }) {
  return <span className="text-ink-soft">{children}</span>;
}
