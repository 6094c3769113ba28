import type { InstanceHistory } from "@/lib/instances/history/history";
import { saySeconds, sayShare, sayUptime } from "@/lib/words/sayNumbers";
import { sayPeriod } from "@/lib/words/sayPeriod";
import { countOf } from "@/lib/words/sayPlurals";

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
  return `Half of the clones took at most ${saySeconds(p50Seconds)}: ${countOf(clones, "measured clone")} ${sayPeriod(interval, latest.start)}`;
}

/** @param isLvm an engine on LVM reports no sizes */
export function sayPoolUse({ periods, interval }: InstanceHistory, isLvm: boolean): string {
  const latest = periods.findLast(({ poolUse }) => poolUse !== null);
  if (latest === undefined || latest.poolUse === null)
    return isLvm ? "Pool use is not known: with LVM no sizes are reported" : "No start reported pool sizes";
  return `${sayShare(latest.poolUse)} of the pools was used at the last start ${sayPeriod(interval, latest.start)}`;
}

export function sayAlerts(history: InstanceHistory): string {
  const alerts = sum(history, "alerts");
  const span = saySpan(history);
  return alerts === 0 ? `No alert in ${span}` : `${countOf(alerts, "alert")} in ${span}`;
}

export function sayStops({ stops }: InstanceHistory): string {
  const [latest] = stops;
  if (latest === undefined) return "No stop reported";
  return `It ran for ${sayUptime(latest.uptimeSeconds)} before its latest stop`;
}

function sum({ periods }: InstanceHistory, name: "clonesCreated" | "clonesReset" | "alerts"): number {
  return periods.reduce((total, period) => total + period[name], 0);
}
