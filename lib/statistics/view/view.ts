import { z } from "zod";
import { addDays, type Interval, intervals } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { editions, ranges, type StatisticReading, type View } from "./reading";

/** What a reader sees who chose nothing: a year by week. */
const common: View = {
  range: "1y",
  from: null,
  to: null,
  interval: "week",
  edition: "all",
  weighting: "instances",
  show: "share",
  draw: "stacked",
  scale: "log",
  of: "all",
  revision: null,
};

const daysOfRange = { "30d": 30, "90d": 90, "1y": 365 } as const;

/** The view of a statistic that an address without parameters shows. */
export function defaultView(statistic: Statistic): View {
  return statistic.unit === "instances" && statistic.kind !== "windows"
    ? common
    : { ...common, show: "count" };
}

/** The intervals that can be looked at: days only where nothing is published. */
export function offeredIntervals(isPrivate: boolean): readonly Interval[] {
  return isPrivate ? intervals : intervals.filter((interval) => interval !== "day");
}

/** What the figures of an interval are counted by. */
export function countedIntervalOf(interval: Interval): "day" | "week" {
  return interval === "day" ? "day" : "week";
}

const day = z.iso.date("must be a day such as 2026-11-23");

/** The parameters of an address, each with what is wrong where it cannot be used. */
export const parametersSchema = z.object({
  range: z.enum(ranges, `must be one of ${ranges.join(", ")}`).optional(),
  from: day.optional(),
  to: day.optional(),
  interval: z.enum(intervals, `must be one of ${intervals.join(", ")}`).optional(),
  edition: z.enum(["all", ...editions], `must be one of all, ${editions.join(", ")}`).optional(),
  weighting: z.enum(["instances", "clones"], "must be instances or clones").optional(),
  show: z.enum(["share", "count"], "must be share or count").optional(),
  draw: z.enum(["stacked", "lines"], "must be stacked or lines").optional(),
  scale: z.enum(["log", "linear"], "must be log or linear").optional(),
  of: z.string().optional(),
  revision: z
    .string()
    .regex(/^\d{1,6}$/, "must be the number of a revision")
    .transform(Number)
    .optional(),
});

export type ParsedView =
  | { readonly ok: true; readonly view: View }
  | { readonly ok: false; readonly view: View; readonly message: string };

/**
 * Reads a view from an address's parameters. Unknown parameters are ignored, the first of several values counts.
 * @param offered see `offeredIntervals`
 * @returns `ok: false` with what is wrong, in words, and the view that is left when the wrong ones are ignored
 */
export function parseView(
  statistic: Statistic,
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
  offered: readonly Interval[] = intervals,
): ParsedView {
  const given: Record<string, string> = {};
  for (const name of Object.keys(parametersSchema.shape)) {
    const value = parameters[name];
    const first = typeof value === "string" ? value : value?.[0];
    if (first !== undefined && first !== "") given[name] = first;
  }
  const problems: string[] = [];
  const parsed = parametersSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      problems.push(`${name} ${issue.message}`);
      delete given[name];
    }
  }
  if (given.interval !== undefined && !offered.some((one) => one === given.interval)) {
    problems.push(`interval must be one of ${offered.join(", ")}: no days are published`);
    delete given.interval;
  }
  const { from = null, to = null, of, ...chosen } = parametersSchema.parse(given);
  const view: View = {
    ...defaultView(statistic),
    ...withoutUndefined(chosen),
    ...readOf(statistic, of, problems),
  };
  const ranged = readRange(view, from, to, problems);
  return problems.length === 0
    ? { ok: true, view: ranged }
    : { ok: false, view: ranged, message: problems.join("; ") };
}

function readOf(statistic: Statistic, of: string | undefined, problems: string[]): { of: string } {
  if (of === undefined || of === "all") return { of: "all" };
  if (statistic.kind === "times" && statistic.classes.some(({ key }) => key === of)) return { of };
  problems.push("of is not a class of this statistic");
  return { of: "all" };
}

function readRange(view: View, from: string | null, to: string | null, problems: string[]): View {
  if (from === null && to === null) return view.range === "custom" ? { ...view, range: "1y" } : view;
  if (from !== null && to !== null && from > to) {
    problems.push("from must not be after to");
    return { ...view, range: view.range === "custom" ? "1y" : view.range };
  }
  return { ...view, range: "custom", from, to };
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** The parameters of a view's address, without those that are as in the default view: `range=90d&interval=day`. */
export function viewParameters(statistic: Statistic, view: View): URLSearchParams {
  const standard = defaultView(statistic);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    if (name === "range" && value === "custom") continue;
    if (value !== null && value !== standard[name as keyof View]) parameters.set(name, String(value));
  }
  return parameters;
}

/** What the name of a view's file ends with. */
export type Ending = ".csv" | ".json" | ".svg" | ".png";

/** The path and parameters of a view: `/statistics/file-systems?range=90d`, or with `.csv` at the end of the path. */
export function viewPath(statistic: Statistic, view: View, ending: "" | Ending = ""): string {
  const parameters = viewParameters(statistic, view).toString();
  return `/statistics/${statistic.key}${ending}${parameters === "" ? "" : `?${parameters}`}`;
}

/**
 * First and last day of a view.
 * @param firstDay the first day of which there is anything
 * @param today the unfinished UTC day
 */
export function daysOfView(
  view: View,
  { firstDay, today }: { readonly firstDay: string; readonly today: string },
): { from: string; to: string } {
  if (view.range === "all") return { from: firstDay, to: today };
  if (view.range === "custom") {
    const to = view.to === null || view.to > today ? today : view.to;
    const from = view.from ?? firstDay;
    return { from: [from, to].sort()[0] ?? to, to };
  }
  return { from: addDays(today, 1 - daysOfRange[view.range]), to: today };
}

/** First and last day of which a reading shows anything: of its range, what its periods cover. */
export function daysShown({ from, to, periods }: Pick<StatisticReading, "from" | "to" | "periods">) {
  const [first, last] = [periods[0]?.start ?? from, periods.at(-1)?.end];
  const end = last === undefined ? to : addDays(last, -1);
  return { from: first > from ? first : from, to: end < to ? end : to };
}

/** The name of an interval in words: `by week`. */
export const intervalWords: Readonly<Record<Interval, string>> = {
  day: "by day",
  week: "by week",
  month: "by month",
  quarter: "by quarter",
  year: "by year",
};
