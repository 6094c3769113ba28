import type { Interval } from "../../words/period";
import type { Statistic } from "../declare/declare";

/** Which percentiles are published. */
export const percentiles = [5, 25, 50, 75, 95, 99] as const;

export type Percentile = (typeof percentiles)[number];

/** A value of the address bar that chooses whose figures are shown. */
export const editions = ["community", "standard", "enterprise"] as const;

export type Edition = (typeof editions)[number];

/** A range as it is asked for; `custom` has its own first and last day. */
export const ranges = ["30d", "90d", "1y", "all", "custom"] as const;

export type Range = (typeof ranges)[number];

/** What a reader chose to see. All of it is in the address, so every view is a permalink. */
export interface View {
  readonly range: Range;
  /** First day shown, `YYYY-MM-DD`; only with `custom`. */
  readonly from: string | null;
  /** Last day shown, `YYYY-MM-DD`; only with `custom`. */
  readonly to: string | null;
  readonly interval: Interval;
  readonly edition: "all" | Edition;
  /** Clone times: `instances` is the typical instance, `clones` all clones. */
  readonly weighting: "instances" | "clones";
  /** `share` in per cent of n, or `count`. */
  readonly show: "share" | "count";
  /** `stacked` or one line a class, where the statistic is drawn over time. */
  readonly draw: "stacked" | "lines";
  /** Clone times: the axis of seconds. */
  readonly scale: "log" | "linear";
  /** Clone times: of which file system; a class of the statistic, or `all`. */
  readonly of: string;
  /** The figures as they stood at this revision; null for the newest. */
  readonly revision: number | null;
}

/** Clone times of one period, published. */
export interface TimesReading {
  /** In seconds, by percentile; null where too few instances are on its outer side. */
  readonly percentiles: Readonly<Record<Percentile, number | null>>;
  /** The distribution, as a rising curve: at most `seconds` took a share of `share` (0 … 1). Each step stands for enough instances. */
  readonly curve: readonly { readonly seconds: number; readonly share: number }[];
  /** Clone times that were measured; null where one instance makes more than half of them. */
  readonly clones: number | null;
}

/** What is published of one period. A figure that is withheld is null, and so is that of nobody where figures are published. */
export interface PeriodReading {
  /** `YYYY-MM-DD`. */
  readonly start: string;
  /** The first day after it. */
  readonly end: string;
  /** True while its last day is not over. */
  readonly isUnfinished: boolean;
  /** True where the first event came in it, so that it may not be whole. */
  readonly isPartial: boolean;
  /** ISO 8601: since when it is held for review; null where it is not. */
  readonly heldSince: string | null;
  /** Which revision of the operator's it is; 0 for the first count. */
  readonly revision: number;
  /** ISO 8601; null for a period that was not counted yet. */
  readonly computedAt: string | null;
  /**
   * The denominator: instances that could answer (for events: all that are published). Null where nothing of the period is
   * published. Of a month, a quarter or a year it is that of its mean week, as all figures are.
   */
  readonly n: number | null;
  /** Instances that could not answer, where that may be published. */
  readonly outside: number | null;
  /** Instances (for events: events) by class key, `other` included. A class that is not here has too few instances, or none. */
  readonly values: Readonly<Record<string, number>>;
  /** Histograms: the class the middle instance is in. */
  readonly medianClass: string | null;
  /** Clone times only. */
  readonly times: TimesReading | null;
}

/** A class that occurs in a reading. */
export interface ReadingClass {
  readonly key: string;
  readonly title: string;
}

/** Something that happened and may explain a bend: an engine release, an incident of the data, or other rules of counting. */
export interface Annotation {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: "release" | "incident" | "method";
  readonly title: string;
  readonly text: string;
}

/** A statistic in a view: all that page, table, CSV, JSON and picture show. Every number in it may be published. */
export interface StatisticReading {
  readonly statistic: Statistic;
  readonly view: View;
  /** First and last day of the range, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Oldest first, one for every period of the range since the first event. */
  readonly periods: readonly PeriodReading[];
  /** The classes that occur, in declared order, "Other" last. */
  readonly classes: readonly ReadingClass[];
  /**
   * The period that bars and sentences are about: the latest finished one with figures, or the unfinished one where
   * there is no other. Null without figures.
   */
  readonly latest: PeriodReading | null;
  /** `empty`: nothing was counted. `tooFew`: something was, and too little to publish. */
  readonly state: "ready" | "empty" | "tooFew";
  /** How many counted instances the whole installation lacks to publish anything; null where that is not the reason. */
  /** Editions that may be looked at by themselves; without `all`. */
  readonly editionsOffered: readonly Edition[];
  readonly annotations: readonly Annotation[];
  /** One sentence that says what the figures say. */
  readonly takeaway: string;
  readonly publishMinInstances: number;
  readonly countAfterDays: number;
  readonly isPrivate: boolean;
  /** ISO 8601: the newest of the periods' times. */
  readonly computedAt: string | null;
  /** When the next period of this interval is counted, ISO 8601. */
  readonly nextCloseAt: string;
}

/** Whether no period of a reading was counted: it is not over, or was before the first. */
export function isUncounted({ periods }: Pick<StatisticReading, "periods">): boolean {
  return periods.every(({ computedAt }) => computedAt === null);
}

/** Versions of the rules that figures are made by, newest first, each with its first day (UTC) and what it changed. */
export const methodologyVersions = [
  {
    version: "2.0",
    day: "2026-11-26",
    text: "Figures are counted once, 48 hours after their week, with noise; percentiles are bounds of groups.",
  },
] as const;

export const methodologyVersion = methodologyVersions[0].version;

/** Under which terms the published figures may be used. */
export const dataLicence = {
  name: "CC BY 4.0",
  url: "https://creativecommons.org/licenses/by/4.0/",
} as const;
