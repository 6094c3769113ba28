import type { Statistic } from "../../statistics/declare/declare";
import {
  type ExportField,
  type ExportRow,
  roundSeconds,
  shareOf,
} from "../../statistics/export/exportFields";
import type { Cell, Column } from "../files/csvRows";

/** A column of a table that is made of figures. */
interface FigureColumn extends Column {
  readonly read: (row: ExportRow) => Cell;
}

/** The long table: a row for each published figure, of all statistics together. */
export const figureColumns: readonly FigureColumn[] = [
  {
    name: "statistic",
    type: "text",
    isRequired: true,
    what: "Key of the statistic; see the table of statistics.",
    read: ({ reading }) => reading.statistic.key,
  },
  {
    name: "week",
    type: "date",
    isRequired: true,
    what: "First day of the ISO week (a Monday, UTC).",
    read: ({ period }) => period.start,
  },
  {
    name: "revision",
    type: "integer",
    isRequired: true,
    what: "0 for the first count of the week; else the revision of the operator's that it is; see the table of corrections.",
    read: ({ period }) => period.revision,
  },
  {
    name: "edition",
    type: "text",
    isRequired: true,
    what: "Which edition's instances are counted, or all.",
    read: ({ reading }) => reading.view.edition,
  },
  {
    name: "weighting",
    type: "text",
    what: "Times only. instances: of each instance's median, so that instances weigh the same. clones: of all clones.",
    read: ({ reading }) => (reading.statistic.kind === "times" ? reading.view.weighting : null),
  },
  {
    name: "class",
    type: "text",
    what: "Key of the class; other holds what the classes that are published leave of n. Times: whose times they are, a class or all. Empty where only n is published.",
    read: (row) => row.class?.key ?? null,
  },
  {
    name: "percentile",
    type: "integer",
    what: "Times only: so many per cent took as long as value or less; 50 is the median.",
    read: (row) => row.percentile,
  },
  {
    name: "value",
    type: "number",
    what: "The figure, in the statistic's unit: instances, events or seconds. Empty where it is not published.",
    read: figureOf,
  },
  {
    name: "share",
    type: "number",
    what: "value divided by n, 0 to 1, where that is a share.",
    read: (row) => (hasShare(row.reading.statistic) && row.class ? shareOf(row.period, row.class.key) : null),
  },
  {
    name: "n",
    type: "integer",
    what: "The denominator: all that could answer. Empty where it is not published.",
    read: ({ period }) => period.n,
  },
  {
    name: "outside",
    type: "integer",
    what: "Instances that could not answer and are not in n. Empty where it is not published.",
    read: ({ period }) => period.outside,
  },
  {
    name: "clones",
    type: "integer",
    what: "Times only: how many were measured. Empty where one instance dominates them.",
    read: ({ period }) => period.times?.clones ?? null,
  },
];

/** The columns of a statistic's own table: those of its CSV on the page, all typed alike. */
export function columnsOf(statistic: Statistic, fields: readonly ExportField[]): readonly FigureColumn[] {
  return fields.map((field) => ({
    ...field,
    isRequired: ["statistic", "interval", "period_start", "period_end", "edition"].includes(field.name),
    ...(field.name === "statistic" ? { read: () => statistic.key } : {}),
  }));
}

/** Whether anything is told by a row: of a week of which nothing is published there is none. */
export function isTold({ period }: ExportRow): boolean {
  return period.n !== null || period.outside !== null;
}

/** The figure of a row, in the unit of its statistic. */
export function figureOf({ reading, period, class: one, percentile }: ExportRow): number | null {
  if (reading.statistic.kind === "times") {
    const { times } = period;
    return times === null || percentile === null ? null : roundSeconds(times.percentiles[percentile]);
  }
  const value = one === null ? undefined : period.values[one.key];
  return value === undefined ? null : Math.round(value);
}

function hasShare({ kind }: Statistic): boolean {
  return kind === "share" || kind === "multi" || kind === "events";
}
