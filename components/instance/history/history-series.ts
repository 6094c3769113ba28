import type { InstanceHistory } from "@/lib/instances/history/history";
import type { Slot } from "@/lib/statistics/view/chartSeries";

/** A line or layer of a history's chart: one value for each period; null is a gap. */
export interface HistorySeries {
  readonly key: string;
  readonly title: string;
  readonly slot: Slot;
  readonly values: readonly (number | null)[];
}

/** Clones that were made and clones that were reset. */
export function cloneSeries({ periods }: InstanceHistory): HistorySeries[] {
  return [
    { key: "created", title: "Clones created", slot: 1, values: periods.map((one) => one.clonesCreated) },
    { key: "reset", title: "Clones reset", slot: 2, values: periods.map((one) => one.clonesReset) },
  ];
}

/** Half of the clones, and all but the slowest twentieth, took at most so many seconds. */
export function cloneTimeSeries({ periods }: InstanceHistory): HistorySeries[] {
  const of = (read: (time: { p50Seconds: number; p95Seconds: number }) => number) =>
    periods.map(({ cloneTime }) => (cloneTime === null ? null : read(cloneTime)));
  return [
    { key: "p50", title: "p50", slot: 1, values: of(({ p50Seconds }) => p50Seconds) },
    { key: "p95", title: "p95", slot: 4, values: of(({ p95Seconds }) => p95Seconds) },
  ];
}

/** The used part of the pools at the last start of each period. */
export function poolSeries({ periods }: InstanceHistory): HistorySeries[] {
  return [{ key: "use", title: "Used", slot: 3, values: periods.map(({ poolUse }) => poolUse) }];
}

export function alertSeries({ periods }: InstanceHistory): HistorySeries[] {
  return [{ key: "alerts", title: "Alerts", slot: 4, values: periods.map(({ alerts }) => alerts) }];
}
