import { periodsBetween } from "../../words/period";
import type { Statistic } from "../declare/declare";
import type { PeriodReading, StatisticReading, TimesReading, View } from "../view/reading";
import { daysOfView, defaultView } from "../view/view";

const today = "2026-11-25";

interface ExampleOptions {
  readonly view?: Partial<View>;
  readonly state?: StatisticReading["state"];
  /** Keeps this many of the newest periods. */
  readonly keep?: number;
  /** Everything in the first class. */
  readonly oneClass?: boolean;
}

/** A reading of made-up, smoothly changing figures for tests of pages, tables and pictures: a year up to 25 November 2026. */
export function exampleReading(statistic: Statistic, options: ExampleOptions = {}): StatisticReading {
  const view = { ...defaultView(statistic), ...options.view };
  const { from, to } = daysOfView(view, { firstDay: "2025-06-01", today });
  const state = options.state ?? "ready";
  const all = periodsBetween(view.interval, from, to);
  const periods = all.map((period, index) =>
    state === "ready"
      ? examplePeriod(statistic, period, index, options.oneClass === true)
      : { ...examplePeriod(statistic, period, index, false), ...nothing },
  );
  const kept = options.keep === undefined ? periods : periods.slice(-options.keep);
  const keys = new Set(kept.flatMap(({ values }) => Object.keys(values)));
  const classes = statistic.classes.filter(({ key }) => keys.has(key));
  return {
    statistic,
    view,
    from,
    to,
    periods: kept,
    classes: keys.has("other") ? [...classes, { key: "other", title: "Other" }] : classes,
    latest:
      state === "ready"
        ? (kept.filter(({ isUnfinished }) => !isUnfinished).at(-1) ?? kept.at(-1) ?? null)
        : null,
    state,
    editionsOffered: ["community", "standard"],
    annotations: [
      { day: "2026-05-07", kind: "release", title: "4.1.3", text: "DBLab Engine 4.1.3 was released." },
    ],
    takeaway: "ZFS is on 84% of 391 instances, up from 78% a year before.",
    publishMinInstances: 10,
    countAfterDays: 7,
    isPrivate: false,
    computedAt: "2026-11-25T12:00:00.000Z",
    nextCloseAt: "2026-11-30T00:00:00.000Z",
  };
}

const nothing = { n: null, outside: null, values: {}, medianClass: null, times: null } as const;

function examplePeriod(
  statistic: Statistic,
  { start, end }: { start: string; end: string },
  index: number,
  oneClass: boolean,
): PeriodReading {
  const values: Record<string, number> = {};
  const classes = oneClass ? statistic.classes.slice(0, 1) : statistic.classes.slice(0, 8);
  classes.forEach(({ key }, position) => {
    const wave = Math.exp(-(((index / 8 - position + 1) / 2) ** 2));
    values[key] = 5 + Math.round(120 * wave + (position === 0 ? index : 0));
  });
  if (!oneClass && statistic.kind === "share") values.other = 7;
  const sum = Object.values(values).reduce((total, value) => total + value, 0);
  return {
    start,
    end,
    isUnfinished: end > today,
    isPartial: false,
    heldSince: null,
    revision: 0,
    computedAt: "2026-11-25T12:00:00.000Z",
    n: statistic.kind === "windows" ? Math.max(...Object.values(values)) : sum,
    outside: statistic.outside === undefined ? null : 31,
    values,
    medianClass:
      statistic.kind === "share" && statistic.form === "histogram" ? (classes[2]?.key ?? null) : null,
    times: statistic.kind === "times" ? exampleTimes(index) : null,
  };
}

function exampleTimes(index: number): TimesReading {
  const middle = 1.4 + Math.sin(index / 6) / 5;
  const steps = Array.from({ length: 40 }, (_, step) => (step + 1) / 40);
  const secondsAt = (share: number) => middle * Math.exp(1.2 * Math.log(share / (1.0125 - share)) * 0.55);
  return {
    percentiles: {
      5: secondsAt(0.05),
      25: secondsAt(0.25),
      50: middle,
      75: secondsAt(0.75),
      95: secondsAt(0.95),
      99: secondsAt(0.99),
    },
    curve: steps.map((share) => ({ seconds: secondsAt(share), share })),
    clones: 1_200 + index * 10,
  };
}
