import type { Statistic } from "../declare/declare";
import { findStatistic } from "../declared/statistics";
import type { StatisticReading, View } from "../view/reading";
import { offeredIntervals, parseView } from "../view/view";

interface AskedOptions {
  /** The one way to published figures. */
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  readonly isPrivate: boolean;
}

export type Asked =
  | { readonly ok: true; readonly statistic: Statistic; readonly reading: StatisticReading }
  | { readonly ok: false; readonly reason: "unknown_statistic" }
  | { readonly ok: false; readonly reason: "invalid_parameter"; readonly message: string };

/** Reads a statistic in the view that parameters ask for, whoever asks: a call of the API, or a tool of MCP. */
export async function readAsked(
  { readStatistic, isPrivate }: AskedOptions,
  key: string,
  parameters: Parameters<typeof parseView>[1],
): Promise<Asked> {
  const statistic = findStatistic(key);
  if (statistic === undefined) return { ok: false, reason: "unknown_statistic" };
  const parsed = parseView(statistic, parameters, offeredIntervals(isPrivate));
  if (!parsed.ok) return { ok: false, reason: "invalid_parameter", message: parsed.message };
  return { ok: true, statistic, reading: await readStatistic(key, parsed.view) };
}
