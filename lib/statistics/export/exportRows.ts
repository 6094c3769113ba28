import { percentiles, type ReadingClass, type StatisticReading } from "../view/reading";
import type { ExportRow } from "./exportFields";

type Told = Pick<StatisticReading, "statistic" | "view" | "periods" | "classes">;

/**
 * The rows of a reading's table, oldest period first: one for each published class of a period, or for clone times
 * each percentile. A period of which nothing is published has one row without a class.
 */
export function exportRows(reading: Told): ExportRow[] {
  return reading.periods.flatMap((period): ExportRow[] => {
    const about = { reading, period, class: null, percentile: null };
    if (reading.statistic.kind === "times") {
      if (period.times === null) return [{ ...about, class: classOfView(reading) }];
      return percentiles.map((percentile) => ({ ...about, class: classOfView(reading), percentile }));
    }
    const published = reading.classes.filter(({ key }) => period.values[key] !== undefined);
    return published.length === 0 ? [about] : published.map((one) => ({ ...about, class: one }));
  });
}

/** Of which class of instances clone times are. */
function classOfView({ statistic, view }: Pick<Told, "statistic" | "view">): ReadingClass {
  return statistic.classes.find(({ key }) => key === view.of) ?? { key: "all", title: "All" };
}
