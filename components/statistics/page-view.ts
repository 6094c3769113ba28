import type { Statistic } from "@/lib/statistics/declare/declare";
import type { View } from "@/lib/statistics/view/reading";
import { parseView, viewParameters } from "@/lib/statistics/view/view";
import type { Interval } from "@/lib/words/period";

/** The parts of a statistic's page, in reading order. */
export const tabs = ["chart", "table", "download", "method"] as const;

export type Tab = (typeof tabs)[number];

export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface PageView {
  readonly view: View;
  readonly tab: Tab;
  /** What was wrong with the parameters, in words; null where nothing was. */
  readonly problem: string | null;
  /** The address to go to instead, where this one says the same in more words, as the form's does; else null. */
  readonly shorter: string | null;
}

/**
 * Reads what an address of a statistic's page shows. A form sends its two dates whatever the range is: they count only
 * where the range is `custom` or not given.
 * @param offered see `offeredIntervals`
 */
export function readPageView(
  statistic: Statistic,
  parameters: Parameters,
  offered?: readonly Interval[],
): PageView {
  const { range, tab: asked } = parameters;
  const hasOwnRange = typeof range === "string" && range !== "" && range !== "custom";
  const parsed = parseView(
    statistic,
    hasOwnRange ? { ...parameters, from: undefined, to: undefined } : parameters,
    offered,
  );
  const tab = tabs.find((one) => one === asked) ?? "chart";
  const problem = parsed.ok ? null : parsed.message;
  const wanted = addressOf(statistic, parsed.view, tab);
  const isLonger = isWordy(statistic, parameters, parsed.view, tab);
  return { view: parsed.view, tab, problem, shorter: problem === null && isLonger ? wanted : null };
}

/** The address of a view and a tab, without what is as in the default. */
function addressOf(statistic: Statistic, view: View, tab: Tab): string {
  const parameters = viewParameters(statistic, view);
  if (tab !== "chart") parameters.set("tab", tab);
  const query = parameters.toString();
  return `/statistics/${statistic.key}${query === "" ? "" : `?${query}`}`;
}

function isWordy(statistic: Statistic, parameters: Parameters, view: View, tab: Tab): boolean {
  const needed = viewParameters(statistic, view);
  if (tab !== "chart") needed.set("tab", tab);
  return [...Object.keys(view), "tab"].some((name) => parameters[name] !== undefined && !needed.has(name));
}
