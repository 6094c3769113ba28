import type { Panel } from "../statistics/chart/sideBySide";
import type { Statistic } from "../statistics/declare/declare";
import type { StatisticReading, View } from "../statistics/view/reading";
import { tableNameOf } from "./queryTable";

/** What of a reading decides what is asked for. */
export type Asked = Pick<StatisticReading, "statistic" | "view" | "isPrivate"> & {
  readonly periods: readonly Pick<StatisticReading["periods"][number], "start" | "end">[];
};

/**
 * The query that gives the figures of a view by week, as a release has them: months and longer are means of weeks. What
 * the chart draws is its first column of numbers.
 * @returns null where no release has them: nothing is published, or they are those of an earlier revision
 */
export function statisticQuery(reading: Asked, panels: readonly Panel[] = []): string | null {
  const { statistic, view, isPrivate } = reading;
  if (isPrivate || view.revision !== null) return null;
  const [panel] = panels;
  // Panels are editions of the statistic, or pairs of another one: that is what is read then.
  const of = panel?.isPart === true ? panel.reading.statistic : statistic;
  const byEdition = panel !== undefined && !panel.isPart;
  const columns = ["period_start", ...(byEdition ? ["edition"] : []), ...columnsOf(of, view)];
  return [
    `-- ${inOneLine(of.title)}: ${inOneLine(of.question)}`,
    `select ${columns.join(", ")}`,
    `from ${tableNameOf(of.key)}`,
    `where ${conditionsOf(of, reading, byEdition).join("\n  and ")}`,
    `order by ${byEdition ? "edition, " : ""}${of.kind === "times" ? "period_start, percentile" : "period_start, class"};`,
  ].join("\n");
}

function columnsOf({ kind }: Statistic, { show }: Pick<View, "show">): string[] {
  switch (kind) {
    case "times":
      return ["percentile", "seconds", "clones", "n"];
    case "windows":
      return ["class_title", "instances"];
    default: {
      const count = kind === "events" ? "events" : "instances";
      return ["class_title", ...(show === "share" ? ["share", count] : [count, "share"]), "n"];
    }
  }
}

function conditionsOf(statistic: Statistic, { view, periods }: Asked, byEdition: boolean): string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  const isTimes = statistic.kind === "times";
  return [
    `edition ${byEdition ? "<> 'all'" : `= ${literal(view.edition)}`}`,
    ...(isTimes
      ? [`weighting = ${literal(view.weighting)}`, `class = ${literal(view.of)}`]
      : ["class is not null"]),
    ...(view.range === "all" || first === undefined || last === undefined
      ? []
      : [`period_end > ${literal(first.start)} and period_start < ${literal(last.end)}`]),
  ];
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
