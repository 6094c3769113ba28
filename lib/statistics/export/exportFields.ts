import type { Statistic } from "../declare/declare";
import {
  type Percentile,
  type PeriodReading,
  percentiles,
  type ReadingClass,
  type StatisticReading,
} from "../view/reading";

export type FieldType = "text" | "date" | "timestamp" | "boolean" | "integer" | "number";

/** A line of the exported table: a period and a class of it, or for clone times a percentile of it. */
export interface ExportRow {
  readonly reading: Pick<StatisticReading, "statistic" | "view">;
  readonly period: PeriodReading;
  /** Null where nothing of the period is published. */
  readonly class: ReadingClass | null;
  readonly percentile: Percentile | null;
}

/** A column: its documentation, its type, and where its value comes from. */
export interface ExportField {
  readonly name: string;
  readonly type: FieldType;
  readonly what: string;
  /** Null is an empty cell. */
  readonly read: (row: ExportRow) => string | number | boolean | null;
}

const period: readonly ExportField[] = [
  {
    name: "statistic",
    type: "text",
    what: "Which statistic this is.",
    read: ({ reading }) => reading.statistic.key,
  },
  {
    name: "interval",
    type: "text",
    what: "week (ISO, from Monday), month, quarter or year, or day where nothing is published; all in UTC.",
    read: ({ reading }) => reading.view.interval,
  },
  {
    name: "period_start",
    type: "date",
    what: "First day of the period.",
    read: (row) => row.period.start,
  },
  {
    name: "period_end",
    type: "date",
    what: "The first day after the period.",
    read: (row) => row.period.end,
  },
  {
    name: "unfinished",
    type: "boolean",
    what: "true while the last day of the period is not over; its figures still change.",
    read: (row) => row.period.isUnfinished,
  },
  {
    name: "revision",
    type: "integer",
    what: "0 for the first count of a week; else which revision of the operator's it is.",
    read: (row) => row.period.revision,
  },
  {
    name: "edition",
    type: "text",
    what: "Which edition's instances are counted, or all.",
    read: ({ reading }) => reading.view.edition,
  },
];

const classColumns: readonly ExportField[] = [
  {
    name: "class",
    type: "text",
    what: "Key of the class; other holds what the classes that are published leave of n. Empty where nothing of the period is published.",
    read: (row) => row.class?.key ?? null,
  },
  { name: "class_title", type: "text", what: "The class in words.", read: (row) => row.class?.title ?? null },
];

const instances = countColumn("instances", "Instances in this class, each counted once.");
const events = countColumn("events", "Events of this class.");

const share: ExportField = {
  name: "share",
  type: "number",
  what: "The part of n that is in this class, 0 to 1.",
  read: (row) => (row.class === null ? null : shareOf(row.period, row.class.key)),
};

const n: ExportField = {
  name: "n",
  type: "integer",
  what: "The denominator: all instances of the period that could answer. Empty where too few to publish.",
  read: (row) => row.period.n,
};

const outside: ExportField = {
  name: "outside",
  type: "integer",
  what: "Instances of the period that could not answer, and are not in n. Empty where it is not published.",
  read: (row) => row.period.outside,
};

const computedAt: ExportField = {
  name: "computed_at",
  type: "timestamp",
  what: "When the period was counted.",
  read: (row) => row.period.computedAt,
};

const times: readonly ExportField[] = [
  {
    name: "weighting",
    type: "text",
    what: "instances: of each instance's median, so that instances weigh the same. clones: of all clones.",
    read: ({ reading }) => reading.view.weighting,
  },
  {
    name: "class",
    type: "text",
    what: "Key of the file system whose instances are counted, or all.",
    read: (row) => row.class?.key ?? null,
  },
  {
    name: "class_title",
    type: "text",
    what: "The file system in words.",
    read: (row) => row.class?.title ?? null,
  },
  {
    name: "percentile",
    type: "integer",
    what: `One of ${percentiles.join(", ")}; 50 is the median. Empty where nothing of the period is published.`,
    read: (row) => row.percentile,
  },
  {
    name: "seconds",
    type: "number",
    what: "So many per cent took this long or less. Empty where too few instances are on its outer side.",
    read: ({ period: { times: published }, percentile }) =>
      published === null || percentile === null ? null : roundSeconds(published.percentiles[percentile]),
  },
  {
    name: "clones",
    type: "integer",
    what: "Clone times that were measured in the period. Empty where one instance dominates them.",
    read: (row) => row.period.times?.clones ?? null,
  },
  { ...n, what: "Instances with a measured clone in the period. Empty where too few to publish." },
];

const columnsOfKind: Readonly<Record<Statistic["kind"], readonly ExportField[]>> = {
  share: [...period, ...classColumns, instances, share, n, outside, computedAt],
  multi: [...period, ...classColumns, instances, share, n, outside, computedAt],
  events: [
    ...period,
    ...classColumns,
    events,
    share,
    {
      ...n,
      what: "The published events of the period, all classes together. Empty where none is published.",
    },
    computedAt,
  ],
  windows: [...period, ...classColumns, instances, computedAt],
  times: [...period, ...times, outside, computedAt],
};

/** The columns of a statistic's table, in order: of the CSV, of its documentation and of the SQL that reads it. */
export function exportFields({ kind }: Statistic): readonly ExportField[] {
  return columnsOfKind[kind];
}

/** The share (0 … 1) of a class in a period, of six decimals; null without a denominator. */
export function shareOf({ n: all, values }: PeriodReading, key: string): number | null {
  const value = values[key];
  return all === null || all === 0 || value === undefined ? null : Number((value / all).toFixed(6));
}

/** Seconds of six significant digits: far finer than what is measured, and short to write. */
export function roundSeconds(seconds: number | null): number | null {
  return seconds === null ? null : Number(seconds.toPrecision(6));
}

function countColumn(name: string, what: string): ExportField {
  return {
    name,
    type: "integer",
    what,
    read({ class: one, period: { values } }) {
      const value = one === null ? undefined : values[one.key];
      return value === undefined ? null : Math.round(value);
    },
  };
}
