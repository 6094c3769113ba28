import type { EngineVersion } from "../../catalogue";
import type { Interval } from "../../words/period";
import type { Frame } from "./frame";

/** What a statistic is about; pages group by it. */
export const statisticGroups = {
  fleet: "The fleet",
  storage: "Storage and data",
  machine: "Machines",
  clones: "Clones and branches",
  operation: "Operation",
} as const;

export type StatisticGroup = keyof typeof statisticGroups;

/** A published value, such as `4.1` or `zfs`. */
export interface StatisticClass {
  readonly key: string;
  readonly title: string;
  /** `bad` news stands out; `quiet` is what says that there is nothing to see; `aside` lies on no scale that the others do. */
  readonly tone?: "bad" | "quiet" | "aside";
  /** Of eight colors, where a statistic has more classes than that: those without one share the quiet color. */
  readonly hue?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
}

/** The class of everything that fits no declared one. Never published by itself alone: it is part of "Other". */
export const otherClass = "other";

/** Stands for instances that could not answer, such as engines too old to report it. They are not in the denominator. */
export const outsideClass = "outside";

/** How sentences about a statistic are put. What a declaration leaves out is said in general words. */
export interface StatisticWords {
  /** The sentence up to "84% of 391 instances", for the class it is about. */
  readonly of?: (one: StatisticClass) => string;
  /** Histograms: the sentence about the class of the middle instance, without n. */
  readonly median?: (one: StatisticClass, interval: Interval) => string;
  /** The class to speak of where it is published; else the largest. */
  readonly about?: string;
  /** Who is counted, after "instances". */
  readonly among?: string;
  /** Its name as a single figure, where that is not the title; with the class whose figure it is, where it is one's. */
  readonly figure?: (one?: StatisticClass) => string;
  /** Events: what one of them is, and what engines do with it, where they do not just send it. */
  readonly sum?: { readonly verb: string; readonly noun: string; readonly plural: string };
  /** An instance's own value, where that says more than the title of its class. */
  readonly own?: (frame: Frame) => string;
}

interface Declared {
  /** In addresses: `engine-versions`. */
  readonly key: string;
  readonly title: string;
  readonly group: StatisticGroup;
  /** The question it answers, with its question mark. */
  readonly question: string;
  /** What one of its units is: `instances`, `events`, `seconds`. */
  readonly unit: "instances" | "events" | "seconds";
  /** Event types and fields it is made of, such as `engine_started.pools.fs_type`. */
  readonly source: readonly string[];
  /** The first engine version that reports it. */
  readonly since: EngineVersion;
  /** How it is computed, in sentences of its own; the rules all statistics share are not repeated. */
  readonly method: string;
  /** What a reader must know to read it right. */
  readonly caveat?: string;
  /** True where it looks at the order of events, or at weeks before the period: of a large fleet only a part is followed so far, and nobody else counts. */
  readonly isOfFollowed?: boolean;
  /** Who is not in the denominator, for sentences such as "312 more: …". */
  readonly outside?: string;
  readonly words?: StatisticWords;
}

/** Every counted instance is in exactly one class. */
export interface ShareStatistic extends Declared {
  readonly kind: "share";
  /** `area`: adoption over time. `bars`: few classes, sorted. `histogram`: ordered classes with the median marked. */
  readonly form: "area" | "bars" | "histogram";
  /** Counted are instances that sent something within so many days before the end of the period; else, those that did in it. */
  readonly withinDays?: number;
  /** Where its classes are pairs. */
  readonly crosses?: Crossing;
  /** True where the classes are versions, newest first: they lie on a scale as those of a histogram do. */
  readonly isNewestFirst?: boolean;
  /** In their own order. */
  readonly classes: readonly StatisticClass[];
  /** The instance's class; null when it could not answer. What is no declared class counts as "Other". */
  readonly classify: (frame: Frame) => string | null;
}

/** One side of a crossing: its classes, and an instance's; null when it cannot answer. */
export type CrossedBy = Pick<ShareStatistic, "title" | "classes" | "classify">;

/** Two questions asked at once: each pair of their classes is a class of its own, see `crossedKey`. */
export interface Crossing {
  readonly of: CrossedBy;
  /** What a page puts side by side. */
  readonly by: CrossedBy;
}

/** An instance can be in several classes; each class is a yes-or-no question of its own. */
export interface MultiStatistic extends Declared {
  readonly kind: "multi";
  readonly form: "bars";
  /** Bars stand in declared order, not by size: weekdays. */
  readonly keepsOrder?: true;
  readonly classes: readonly StatisticClass[];
  /** The instance's classes; null when it could not answer. */
  readonly classify: (frame: Frame) => readonly string[] | null;
}

/** Events, by class. */
export interface EventStatistic extends Declared {
  readonly kind: "events";
  readonly form: "columns";
  readonly classes: readonly StatisticClass[];
  /** Where figures are published, an instance contributes at most so many events of a class in a period. */
  readonly bound: number;
  /** Events of the instance in the period, by class. */
  readonly countEvents: (frame: Frame) => ReadonlyMap<string, number>;
}

/** Instances active within so many days before the end of the period. */
export interface WindowStatistic extends Declared {
  readonly kind: "windows";
  readonly form: "lines";
  readonly classes: readonly (StatisticClass & { readonly days: number })[];
}

/** Percentiles and the distribution of clone times, for each class of instances. */
export interface TimeStatistic extends Declared {
  readonly kind: "times";
  readonly form: "percentiles";
  readonly classes: readonly StatisticClass[];
  /** Where figures are published, an instance contributes at most so many clones in a period. */
  readonly bound: number;
  /** The group of instances it is compared by. */
  readonly classify: (frame: Frame) => string;
}

/** The one record of a statistic: page, table, CSV, JSON, picture, API and methodology are made from it. */
export type Statistic = ShareStatistic | MultiStatistic | EventStatistic | WindowStatistic | TimeStatistic;

/**
 * Declares a statistic.
 * @throws TypeError when a class is declared twice or has a reserved key
 */
export function declareStatistic<const Declaration extends Statistic>(declaration: Declaration): Declaration {
  const keys = declaration.classes.map(({ key }) => key);
  const reserved = [otherClass, outsideClass].filter((key) => keys.includes(key));
  if (new Set(keys).size !== keys.length || reserved.length > 0) {
    throw new TypeError(
      `${declaration.key}: classes must be distinct and not be called ${reserved.join(", ")}`,
    );
  }
  return declaration;
}
