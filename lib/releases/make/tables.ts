import { type Statistic, statisticGroups } from "../../statistics/declare/declare";
import { exportFields } from "../../statistics/export/exportFields";
import { methodologyVersion } from "../../statistics/view/reading";
import { addDays } from "../../words/period";
import type { Cell, Column } from "../files/csvRows";
import type { ReleaseFormat } from "./about";
import { columnsOf, figureColumns } from "./figureColumns";
import type { ReleaseSource } from "./source";

/** A table of a release: its name, what a row of it is, and its columns. */
export interface DeclaredTable {
  readonly name: string;
  readonly what: string;
  readonly columns: readonly Column[];
  /** Columns that name a row, where some do. */
  readonly key: readonly string[];
  /** Columns that name rows of other tables. */
  readonly refers: readonly {
    readonly column: readonly string[];
    readonly table: string;
    readonly to: readonly string[];
  }[];
}

const text = (name: string, what: string, isRequired = true): Column => ({
  name,
  type: "text",
  what,
  isRequired,
});

export const statisticTable: DeclaredTable = {
  name: "statistics",
  what: "Every statistic: what it asks, of whom, and how it is computed.",
  key: ["statistic"],
  refers: [],
  columns: [
    text("statistic", "Its key, as in addresses."),
    text("title", "Its name."),
    text("question", "What it answers."),
    text("topic", "What it is about."),
    text(
      "kind",
      "share: every instance is in one class. multi: in any number of classes. events: counts events. windows: instances active within so many days. times: how long clones take.",
    ),
    text("unit", "What value is in: instances, events or seconds."),
    text("source", "Event types and fields it is made of, with commas."),
    text("since", "The first engine version that reports it."),
    text("method", "How it is computed."),
    text("caveat", "What a reader must know to read it right.", false),
    text("not_in_n", "Who is not in the denominator.", false),
  ],
};

export const classTable: DeclaredTable = {
  name: "classes",
  what: "Every class of every statistic.",
  key: ["statistic", "class"],
  refers: [{ column: ["statistic"], table: "statistics", to: ["statistic"] }],
  columns: [
    text("statistic", "Key of the statistic."),
    text("class", "Key of the class."),
    {
      name: "place",
      type: "integer",
      isRequired: true,
      what: "Its place among the classes of the statistic, from 1.",
    },
    text("title", "The class in words."),
  ],
};

export const weekTable: DeclaredTable = {
  name: "weeks",
  what: "Every week of the release, with the revision whose figures it has.",
  key: ["week"],
  refers: [],
  columns: [
    { name: "week", type: "date", isRequired: true, what: "First day of the ISO week (a Monday, UTC)." },
    { name: "week_end", type: "date", isRequired: true, what: "The first day after it." },
    {
      name: "revision",
      type: "integer",
      isRequired: true,
      what: "0 for the first count, else the revision of the operator's.",
    },
    { name: "computed_at", type: "timestamp", isRequired: true, what: "When it was counted." },
  ],
};

export const correctionTable: DeclaredTable = {
  name: "corrections",
  what: "Every revision of published weeks, with its reason.",
  key: ["revision"],
  refers: [],
  columns: [
    { name: "revision", type: "integer", isRequired: true, what: "Its number." },
    { name: "revised_at", type: "timestamp", isRequired: true, what: "When the weeks were counted again." },
    text("reason", "Why."),
    {
      name: "first_week",
      type: "date",
      what: "First day of the first week; empty where all weeks from before the present rules are meant.",
    },
    { name: "last_week", type: "date", what: "First day of the last week." },
  ],
};

const figureOf = (name: string) => {
  const found = figureColumns.find((column) => column.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
};

export const correctedTable: DeclaredTable = {
  name: "corrected",
  what: "Every figure that a revision changed, before and after. An empty cell is a figure that is not published.",
  key: [],
  refers: [
    { column: ["revision"], table: "corrections", to: ["revision"] },
    { column: ["statistic"], table: "statistics", to: ["statistic"] },
  ],
  columns: [
    { ...figureOf("revision"), what: "The revision that changed it." },
    ...["week", "statistic", "edition", "weighting", "class", "percentile"].map(figureOf),
    { name: "value_before", type: "number", what: "The figure before." },
    { name: "value_after", type: "number", what: "The figure since." },
    { name: "n_before", type: "integer", what: "Its denominator before." },
    { name: "n_after", type: "integer", what: "Its denominator since." },
  ],
};

export const figureTable: DeclaredTable = {
  name: "figures",
  what: "Every published figure of every week: the long table.",
  key: [],
  refers: [
    { column: ["statistic"], table: "statistics", to: ["statistic"] },
    { column: ["week"], table: "weeks", to: ["week"] },
  ],
  columns: figureColumns,
};

/** Tables that describe others, and the long one last: those that the SQL file makes, in its order. */
export const describingTables = [
  statisticTable,
  classTable,
  weekTable,
  correctionTable,
  correctedTable,
] as const;
export const sqlTables: readonly DeclaredTable[] = [...describingTables, figureTable];

/** A statistic's own table: a row for each published class or percentile of a week, with columns that fit its kind. */
export function ownTable(statistic: Statistic) {
  return {
    name: `statistics/${statistic.key}`,
    what: `${statistic.title}: ${statistic.question}`,
    key: [],
    refers: [],
    columns: columnsOf(statistic, exportFields(statistic)),
  } satisfies DeclaredTable;
}

/** Columns and classes as programs find them. */
export function formatOf(statistics: readonly Statistic[]): ReleaseFormat {
  const columns = (table: DeclaredTable) => table.columns.map(({ name, type }) => `${name} ${type}`);
  return {
    tables: Object.fromEntries(
      [...sqlTables, ...statistics.map(ownTable)].map((table) => [table.name, columns(table)]),
    ),
    statistics: Object.fromEntries(
      statistics.map(({ key, classes }) => [key, classes.map((one) => one.key)]),
    ),
    methodology: methodologyVersion,
  };
}

export function statisticRows({ statistics }: Pick<ReleaseSource, "statistics">): Cell[][] {
  return statistics.map((one) => [
    one.key,
    one.title,
    one.question,
    statisticGroups[one.group],
    one.kind,
    one.unit,
    one.source.join(", "),
    one.since,
    one.method,
    one.caveat ?? null,
    one.outside ?? null,
  ]);
}

export function classRows({ statistics }: Pick<ReleaseSource, "statistics">): Cell[][] {
  return statistics.flatMap(({ key, classes }) =>
    classes.map((one, index): Cell[] => [key, one.key, index + 1, one.title]),
  );
}

export function weekRows({ weeks }: Pick<ReleaseSource, "weeks">): Cell[][] {
  return weeks.map(({ start, revision, computedAt }) => [start, addDays(start, 7), revision, computedAt]);
}

export function correctionRows({ corrections }: Pick<ReleaseSource, "corrections">): Cell[][] {
  return corrections
    .toSorted((one, other) => one.revision - other.revision)
    .map(({ revision, revisedAt, reason, weeks }) => [
      revision,
      revisedAt,
      reason,
      weeks?.first ?? null,
      weeks?.last ?? null,
    ]);
}
