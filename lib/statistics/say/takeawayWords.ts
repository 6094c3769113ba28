import type { Interval } from "../../words/period";
import type { StatisticClass } from "../declare/declare";

/** How sentences about a statistic are put. What a statistic leaves out is said in general words. */
export interface TakeawayWords {
  /** The sentence up to "84 % of 391 instances", for the class it is about. */
  readonly of?: (one: StatisticClass) => string;
  /** Histograms: the sentence about the class of the middle instance, without n. */
  readonly median?: (one: StatisticClass, interval: Interval) => string;
  /** The class to speak of where it is published; else the largest. */
  readonly about?: string;
  /** Who is counted, after "instances". */
  readonly among?: string;
}

/** By the key of a class, else the last one for all others. */
const choose =
  (byKey: Readonly<Record<string, string>>, other: (title: string) => string) =>
  ({ key, title }: StatisticClass): string =>
    byKey[key] ?? other(title);

const several = (title: string, noun: string): string => {
  if (title === "0") return `no ${noun}s`;
  return `${title} ${noun}${title === "1" ? "" : "s"}`;
};

const created = (noun: string) => ({
  median: ({ title }: StatisticClass, interval: Interval) =>
    `The median instance created ${several(title, noun)} in a ${interval}`,
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** By the key of a statistic. */
export const takeawayWords: Readonly<Record<string, TakeawayWords>> = {
  "engine-versions": {
    of: choose(
      { "pre-release": "A release candidate or development build runs on" },
      (title) => `Engine ${title} runs on`,
    ),
  },
  editions: { of: ({ title }) => `The ${title} Edition runs on` },
  "file-systems": {
    of: choose({ none: "No pool was found on" }, (title) => `${title} keeps the thin clones of`),
  },
  "restore-modes": {
    of: choose(
      { unknown: "Retrieval is not configured on" },
      (title) => `Retrieval is ${lowerFirst(title)} on`,
    ),
  },
  "postgres-versions": { of: ({ title }) => `Postgres ${title} is cloned on` },
  "refresh-schedules": {
    of: choose(
      {
        none: "No full refresh is scheduled on",
        hourly: "A full refresh is scheduled for every hour on",
        daily: "A full refresh is scheduled for every day on",
        weekly: "A full refresh is scheduled for every week on",
      },
      () => "A full refresh is scheduled in another way on",
    ),
  },
  "retrieval-jobs": { of: ({ title }) => `${title} is a job of`, among: "with retrieval jobs" },
  "source-providers": {
    of: choose({ generic: "No known provider was recognised by" }, (title) => `${title} was recognised by`),
    among: "that probed a source",
  },
  alerts: {
    about: "failed",
    of: choose(
      {
        failed: "A refresh failed on",
        skipped: "A refresh was skipped, and none failed, on",
        none: "No refresh failed or was skipped on",
      },
      lowerFirst,
    ),
  },
  branching: {
    about: "used",
    of: choose({ used: "Branches were used on", unused: "Branches were not used on" }, lowerFirst),
    among: "whose engine has branches",
  },
  "cpu-cores": { median: ({ title }) => `The median machine has ${several(title, "CPU core")}` },
  memory: { median: ({ title }) => `The median machine has ${title} of memory` },
  "pool-size": { median: ({ title }) => `The pools of the median instance have ${title}` },
  "pool-use": { median: ({ title }) => `The pools of the median instance are ${title} full` },
  pools: { median: ({ title }) => `The median instance has ${several(title, "pool")}` },
  "clones-per-instance": created("clone"),
  snapshots: created("snapshot"),
  uptime: { median: ({ title }) => `The median engine ran ${lowerFirst(title)} before it was stopped` },
};
