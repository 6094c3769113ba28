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
  /** By what it is compared; `none` for nothing. What cannot be is nothing. */
  readonly compare: string;
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
  const { range, tab: asked, compare: wish } = parameters;
  const compare = typeof wish === "string" && wish !== "" ? wish : "none";
  const hasOwnRange = typeof range === "string" && range !== "" && range !== "custom";
  const parsed = parseView(
    statistic,
    hasOwnRange ? { ...parameters, from: undefined, to: undefined } : parameters,
    offered,
  );
  const tab = tabs.find((one) => one === asked) ?? "chart";
  const problem = parsed.ok ? null : parsed.message;
  const wanted = addressOf(statistic, parsed.view, { tab, compare });
  const isLonger = isWordy(statistic, parameters, parsed.view, { tab, compare });
  return { view: parsed.view, tab, compare, problem, shorter: problem === null && isLonger ? wanted : null };
}

/**
 * What an address compares by.
 * @param wish what it says
 * @param offered keys of what the reading can be compared by
 * @returns `none` with what is wrong, in words, where that cannot be
 */
export function readCompare(wish: string, offered: readonly string[]): Pick<PageView, "compare" | "problem"> {
  const known = ["none", ...offered];
  if (known.includes(wish)) return { compare: wish, problem: null };
  return { compare: "none", problem: `compare must be one of ${known.join(", ")} in this view` };
}

type Chosen = Pick<PageView, "tab" | "compare">;

/** The parameters of a view and of what is chosen beside it, without what is as in the default. */
function parametersOf(statistic: Statistic, view: View, { tab, compare }: Chosen): URLSearchParams {
  const parameters = viewParameters(statistic, view);
  if (compare !== "none") parameters.set("compare", compare);
  if (tab !== "chart") parameters.set("tab", tab);
  return parameters;
}

function addressOf(statistic: Statistic, view: View, chosen: Chosen): string {
  const query = parametersOf(statistic, view, chosen).toString();
  return `/statistics/${statistic.key}${query === "" ? "" : `?${query}`}`;
}

function isWordy(statistic: Statistic, parameters: Parameters, view: View, chosen: Chosen): boolean {
  const needed = parametersOf(statistic, view, chosen);
  return [...Object.keys(view), "tab", "compare"].some(
    (name) => parameters[name] !== undefined && !needed.has(name),
  );
}
