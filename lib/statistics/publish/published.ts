import type { PeriodReading } from "../view/reading";

/** What is published of one statistic in one period and view; the rest of a `PeriodReading` is about the period itself. */
export type Published = Pick<PeriodReading, "n" | "outside" | "values" | "folded" | "medianClass" | "times">;

/** Nothing may be published. */
export const withheld: Published = {
  n: null,
  outside: null,
  values: {},
  folded: [],
  medianClass: null,
  times: null,
};
