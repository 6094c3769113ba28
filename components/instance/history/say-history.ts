import type { HistoryPeriod, InstanceHistory } from "@/lib/instances/types";
import { saySeconds, sayShare } from "@/lib/words/sayNumbers";
import { countOf, formatLongDay } from "../../ui/format";

/** `60 days`, `1 week`: how much time a history covers. */
export function saySpan({ interval, periods }: InstanceHistory): string {
  return countOf(periods.length, interval);
}

/** What the chart of clones says, in a sentence without a full stop; as do all that follow. */
export function sayClones(history: InstanceHistory): string {
  const created = sum(history, "clonesCreated");
  const reset = sum(history, "clonesReset");
  if (created + reset === 0) return `No clone was created or reset in ${saySpan(history)}`;
  return `${countOf(created, "clone")} created and ${countOf(reset, "reset")} in ${saySpan(history)}`;
}

export function sayCloneTimes({ periods, interval }: InstanceHistory): string {
  const latest = periods.findLast(({ cloneTime }) => cloneTime !== null);
  if (!latest?.cloneTime) return "No clone time was measured";
  const { p50Seconds, clones } = latest.cloneTime;
  return `Half of the clones took at most ${saySeconds(p50Seconds)}: ${countOf(clones, "measured clone")} ${sayPeriodOf(interval, latest)}`;
}

/** @param isLvm an engine on LVM reports no sizes */
export function sayPoolUse({ periods, interval }: InstanceHistory, isLvm: boolean): string {
  const latest = periods.findLast(({ poolUse }) => poolUse !== null);
  if (latest === undefined || latest.poolUse === null)
    return isLvm ? "Pool use is not known: with LVM no sizes are reported" : "No start reported pool sizes";
  return `${sayShare(latest.poolUse)} of the pools was used at the last start ${sayPeriodOf(interval, latest)}`;
}

export function sayAlerts(history: InstanceHistory): string {
  const alerts = sum(history, "alerts");
  const span = saySpan(history);
  return alerts === 0 ? `No alert in ${span}` : `${countOf(alerts, "alert")} in ${span}`;
}

export function sayStops({ stops }: InstanceHistory): string {
  const [latest] = stops;
  if (latest === undefined) return "It never said that it stopped";
  return `It ran for ${sayUptime(latest.uptimeSeconds)} before its latest stop`;
}

/** A time that an engine ran: hours up to two days, then days. */
export function sayUptime(seconds: number): string {
  if (seconds < 2 * 86_400) return saySeconds(seconds);
  return `${Number((seconds / 86_400).toFixed(seconds < 864_000 ? 1 : 0)).toLocaleString("en-GB")}\u00a0days`;
}

function sayPeriodOf(interval: InstanceHistory["interval"], { start }: HistoryPeriod): string {
  if (interval === "day") return `on ${formatLongDay(start)}`;
  if (interval === "week") return `in the week of ${formatLongDay(start)}`;
  return `in ${formatLongDay(start).replace(/^\S+ /, "")}`;
}

function sum({ periods }: InstanceHistory, name: "clonesCreated" | "clonesReset" | "alerts"): number {
  return periods.reduce((total, period) => total + period[name], 0);
}
