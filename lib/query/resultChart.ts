import type { BarChart, Chart, TimeChart, Unit } from "../charts/chart";
import { hueAt } from "../charts/colors";
import { plainChart } from "../charts/plainChart";
import { addDays, type Interval, intervals, type Period, periodOf, periodsBetween } from "../words/period";
import { sayDecimal, saySeconds, sayShare } from "../words/sayNumbers";
import { countOf } from "../words/sayPlurals";
import type { QueryResult, ResultCell } from "./result";

/** A column of numbers that can be drawn. */
export interface ChartChoice {
  readonly column: number;
  readonly title: string;
}

export type ResultChart =
  | {
      readonly kind: "drawn";
      readonly chart: Chart;
      /** What can be drawn, of which `chosen` is. */
      readonly choices: readonly ChartChoice[];
      readonly chosen: number;
      /** What of the rows is not in it; null where all are. */
      readonly note: string | null;
    }
  /** Why there is none, in a sentence. */
  | { readonly kind: "none"; readonly why: string };

const mostSeries = 8;
const mostBars = 30;
const mostPeriods = 1_500;

const whatIsNeeded =
  "A chart needs a column of numbers, and beside it a date (lines) or a text that is different in each row (bars).";

/**
 * Draws a result: lines over the first column of dates, one for each combination of what stands in the columns of text and of
 * whole numbers between the date and the value; or bars over the first column of text.
 * @param asked the column of numbers to draw; the first one where it is none
 */
export function resultChart(result: QueryResult, asked: number | null): ResultChart {
  const { columns, rows } = result;
  const dateAt = columns.findIndex(({ kind }) => kind === "date" || kind === "timestamp");
  const textAt = columns.findIndex(({ kind }) => kind === "text");
  const numbers = columns.flatMap(({ kind, name }, column) =>
    kind === "number" ? [{ column, title: name }] : [],
  );
  if (rows.length === 0) return none("No rows, no chart.");
  const keyed = dateAt >= 0 ? splitBy(result, dateAt, numbers) : null;
  const choices = numbers.filter(({ column }) => !(keyed?.keys.includes(column) ?? false));
  const chosen = choices.find(({ column }) => column === asked) ?? choices[0];
  if (chosen === undefined) return none(whatIsNeeded);
  const values = rows.map((row) => numberOf(row[chosen.column] ?? null));
  if (values.some((value) => value !== null && value < 0)) return none("Negative numbers are not drawn.");
  if (values.every((value) => value === null)) return none(`${chosen.title} has no numbers.`);
  const drawn =
    dateAt >= 0
      ? keyed === null
        ? none("Several rows have the same date and the same texts: a line has one value a date.")
        : lines(result, { dateAt, keys: keyed.keys, values, title: chosen.title })
      : textAt >= 0
        ? bars(result, { textAt, values, title: chosen.title })
        : none(whatIsNeeded);
  return "why" in drawn
    ? drawn
    : {
        kind: "drawn",
        ...drawn,
        choices,
        chosen: chosen.column,
        note:
          [
            drawn.note,
            ...(result.count > rows.length ? [`Drawn of the first ${countOf(rows.length, "row")}.`] : []),
          ]
            .filter((one) => one !== null)
            .join(" ") || null,
      };
}

type Drawing =
  | { readonly chart: Chart; readonly note: string | null }
  | Extract<ResultChart, { kind: "none" }>;

function none(why: string): Extract<ResultChart, { kind: "none" }> {
  return { kind: "none", why };
}

/**
 * The columns that tell rows of one date apart: those of text, and where they do not suffice, columns of numbers from the
 * left, such as a percentile. Null where nothing does.
 */
function splitBy(
  { columns, rows }: QueryResult,
  dateAt: number,
  numbers: readonly ChartChoice[],
): { readonly keys: readonly number[] } | null {
  const texts = columns.flatMap(({ kind }, column) => (kind === "text" ? [column] : []));
  // The last number is the value.
  for (let more = 0; more < Math.max(1, numbers.length); more += 1) {
    const keys = [...texts, ...numbers.slice(0, more).map(({ column }) => column)];
    const names = new Set(rows.map((row) => JSON.stringify([row[dateAt], ...keys.map((key) => row[key])])));
    if (names.size === rows.length) return { keys };
  }
  return null;
}

interface Lines {
  readonly dateAt: number;
  readonly keys: readonly number[];
  readonly values: readonly (number | null)[];
  readonly title: string;
}

function lines({ columns, rows }: QueryResult, { dateAt, keys, values, title }: Lines): Drawing {
  const days = rows.map((row) => dayOf(row[dateAt] ?? null));
  const known = [...new Set(days.filter((day) => day !== null))].toSorted();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined)
    return none(`${columns[dateAt]?.name ?? "The date"} has no dates.`);
  const interval = intervalOf(known);
  const periods = periodsOf(interval, first, last, known);
  const placeOf = new Map(periods.map(({ start }, place) => [start, place]));
  // A column of text that says the same in all rows names nothing.
  const naming = keys.filter((key) => new Set(rows.map((row) => row[key])).size > 1);
  const series = new Map<string, { sum: number; values: (number | null)[] }>();
  let isTwice = false;
  rows.forEach((row, index) => {
    const [day, value] = [days[index] ?? null, values[index] ?? null];
    const place = day === null ? undefined : placeOf.get(day);
    if (place === undefined || value === null) return;
    const name = naming
      .map((key) => `${nameOf(columns[key]?.kind, columns[key]?.name)}${row[key] ?? "null"}`)
      .join(", ");
    const one = series.get(name) ?? { sum: 0, values: periods.map(() => null) };
    isTwice ||= one.values[place] !== null;
    one.values[place] = value;
    one.sum += value;
    series.set(name, one);
  });
  if (isTwice) return none("Several rows have the same day and the same texts: a line has one value a day.");
  const named = [...series];
  const largest = new Set(named.toSorted(([, one], [, other]) => other.sum - one.sum).slice(0, mostSeries));
  const shown = named.filter((one) => largest.has(one));
  const unit = unitOf(title, values);
  const chart: TimeChart = plainChart({
    description: `${title} over time, ${countOf(shown.length, "line")}.`,
    layout: "lines",
    unit,
    interval,
    periods,
    today: "9999-12-31",
    series: shown.map(([name, one], place) => ({
      key: String(place),
      title: name === "" ? title : name,
      color: hueAt(place),
      values: one.values,
    })),
    say: sayAs(unit),
  });
  const left = named.length - shown.length;
  return { chart, note: left === 0 ? null : `The ${mostSeries} largest of ${named.length} lines are drawn.` };
}

/** Numbers that tell lines apart need their column's name: `percentile 50`. */
function nameOf(kind: string | undefined, name: string | undefined): string {
  return kind === "number" ? `${name ?? ""} ` : "";
}

function bars(
  { columns, rows }: QueryResult,
  { textAt, values, title }: { textAt: number; values: readonly (number | null)[]; title: string },
): Drawing {
  const names = rows.map((row) => row[textAt] ?? "null");
  if (new Set(names).size < names.length)
    return none(`Several rows have the same ${columns[textAt]?.name ?? "text"}: a bar has one value.`);
  const unit = unitOf(title, values);
  const say = sayAs(unit);
  const shown = names.slice(0, mostBars);
  const chart: BarChart = {
    kind: "bars",
    isOrdered: false,
    unit,
    description: `${title} by ${columns[textAt]?.name ?? "text"}, ${countOf(shown.length, "bar")}.`,
    bars: shown.map((name, index) => {
      const value = values[index] ?? null;
      return {
        key: String(index),
        title: name,
        color: hueAt(0),
        value,
        text: value === null ? "null" : say(value),
        isMedian: false,
      };
    }),
    stops: shown.map((name, index) => {
      const value = values[index] ?? null;
      return { title: name, total: value === null ? "null" : say(value), details: [], notes: [] };
    }),
  };
  return {
    chart,
    note:
      names.length > shown.length
        ? `The first ${mostBars} of ${countOf(names.length, "row")} are drawn.`
        : null,
  };
}

function numberOf(cell: ResultCell): number | null {
  const value = cell === null ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** The UTC day of a date or a timestamp, as PostgreSQL writes them; null for `infinity` and what is before the year 1. */
function dayOf(cell: ResultCell): string | null {
  return /^\d{4}-\d{2}-\d{2}(?!.* BC$)/.exec(cell ?? "")?.[0] ?? null;
}

/** The longest interval whose periods begin on each of the days. */
function intervalOf(days: readonly string[]): Interval {
  return (
    intervals.toReversed().find((interval) => days.every((day) => periodOf(interval, day).start === day)) ??
    "day"
  );
}

/** All periods from the first to the last, so that a missing one is a gap; of very many only those that are there. */
function periodsOf(interval: Interval, first: string, last: string, known: readonly string[]): Period[] {
  const most = { day: 1, week: 7, month: 28, quarter: 90, year: 365 }[interval] * mostPeriods;
  return addDays(first, most) < last
    ? known.slice(0, mostPeriods).map((day) => periodOf(interval, day))
    : periodsBetween(interval, first, last);
}

function unitOf(title: string, values: readonly (number | null)[]): Unit {
  const isShare = /share/i.test(title) && values.every((value) => value === null || value <= 1);
  return isShare ? "share" : /second/i.test(title) ? "seconds" : "count";
}

function sayAs(unit: Unit): (value: number) => string {
  return unit === "share" ? sayShare : unit === "seconds" ? saySeconds : sayDecimal;
}
