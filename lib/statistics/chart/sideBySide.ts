import type { Chart } from "../../charts/chart";
import { capitalise } from "../../words/sayPlurals";
import { crossedKey } from "../declare/cross";
import type { CrossedBy, ShareStatistic, Statistic } from "../declare/declare";
import { statistics } from "../declared/statistics";
import { sayTakeaway } from "../say/takeaway";
import type { StatisticReading, View } from "../view/reading";

/** One of several readings that are shown beside each other. */
export interface Panel {
  readonly key: string;
  readonly title: string;
  readonly reading: StatisticReading;
  /** Its n is that of all panels together, of which it shows a part. */
  readonly isPart: boolean;
}

type CrossingStatistic = ShareStatistic & Required<Pick<ShareStatistic, "crosses">>;

const isCrossing = (statistic: Statistic): statistic is CrossingStatistic =>
  statistic.kind === "share" && statistic.crosses !== undefined;

/** By what a reading can be compared: editions, and what its statistic is crossed with. */
export function comparisonsOf({
  statistic,
  editionsOffered,
  view,
}: StatisticReading): [key: string, title: string][] {
  const crossings = statistics.filter(isCrossing).flatMap((one): [string, string][] => {
    const { of, by } = one.crosses;
    if (view.edition !== "all") return [];
    if (one.key === statistic.key || of.title === statistic.title) return [[one.key, by.title]];
    return by.title === statistic.title ? [[one.key, of.title]] : [];
  });
  return [...(editionsOffered.length > 1 ? [["edition", "Editions"] as [string, string]] : []), ...crossings];
}

/**
 * The readings that a comparison shows side by side, in declared order.
 * @param by one of `comparisonsOf`
 * @param read as the statistics' reader reads
 */
export async function readPanels(
  reading: StatisticReading,
  by: string,
  read: (key: string, view: View) => Promise<StatisticReading>,
): Promise<Panel[]> {
  const { statistic, view, editionsOffered } = reading;
  if (by === "edition") {
    return Promise.all(
      editionsOffered.map(async (edition) => ({
        key: edition,
        title: capitalise(edition),
        isPart: false,
        reading: await read(statistic.key, { ...view, edition }),
      })),
    );
  }
  const crossing = await read(by, { ...view, of: "all", draw: view.draw });
  return isCrossing(crossing.statistic) ? splitCrossing(crossing, crossing.statistic, statistic) : [];
}

/** The pairs of a crossing as a reading for each class of the other side. Shares stay those of all its instances. */
function splitCrossing(
  reading: StatisticReading,
  { crosses }: CrossingStatistic,
  statistic: Statistic,
): Panel[] {
  const isTurned = crosses.by.title === statistic.title;
  const [own, other]: readonly CrossedBy[] = isTurned ? [crosses.by, crosses.of] : [crosses.of, crosses.by];
  if (own === undefined || other === undefined) return [];
  const keyOf = (one: string, two: string) => (isTurned ? crossedKey(two, one) : crossedKey(one, two));
  return other.classes.map(({ key, title }) => {
    const periods = reading.periods.map((period) => ({
      ...period,
      values: Object.fromEntries(
        own.classes.flatMap((one) => {
          const value = period.values[keyOf(one.key, key)];
          return value === undefined ? [] : [[one.key, value]];
        }),
      ),
    }));
    const classes = own.classes.filter((one) => periods.some(({ values }) => values[one.key] !== undefined));
    const latest = periods.find(({ start }) => start === reading.latest?.start) ?? null;
    const { crosses: _, ...rest } = reading.statistic as CrossingStatistic;
    const shown = { ...reading, statistic: { ...rest, classes: own.classes }, classes, periods, latest };
    return { key, title, isPart: true, reading: { ...shown, takeaway: sayTakeaway(shown) } };
  });
}

/** The same charts with axes from and to the same values, so that what is higher in one of them is more. */
export function withOneScale(charts: readonly Chart[]): Chart[] {
  const beside = charts.flatMap(endsOf);
  return charts.map((chart) => ({ ...chart, beside }));
}

/** The least and the largest value that a chart draws. */
function endsOf(chart: Chart): number[] {
  const values = drawnIn(chart);
  return values.length === 0 ? [] : [Math.min(...values), Math.max(...values)];
}

function drawnIn(chart: Chart): number[] {
  if (chart.kind === "curve") return [];
  if (chart.kind === "bars") return chart.bars.flatMap(({ value }) => value ?? []);
  const { series, bands, periods, layout } = chart;
  if (layout === "stack") {
    return periods.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  }
  return [
    ...series.flatMap(({ values }) => values.filter((value) => value !== null)),
    ...bands.flatMap(({ spans }) => spans.flatMap((span) => span ?? [])),
  ];
}
