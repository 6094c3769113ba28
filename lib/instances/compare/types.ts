import { z } from "zod";
import { about, day, type InCode } from "../../http/json";

const comparisonJsonSchema = z.object({
  statistic: about(z.string(), "Key of the published statistic."),
  mine: about(z.string(), "The instance's own value, in words."),
  others: about(z.string().nullable(), "The published ones, in words; null where nothing is published."),
  takeaway: z.string().nullable(),
  period_start: about(day.nullable(), "First day of the published period."),
});

const countedInJsonSchema = z.object({
  statistic: about(z.string(), "Key of the published statistic."),
  classes: about(z.array(z.string()), "Titles of its classes in the unfinished week."),
  state: z.enum(["published", "withheld", "not counted", "cannot answer", "nothing to count"]),
  why: z.string(),
});

/** An instance beside the published figures, and where it counts in them. */
export const instanceStatisticsJsonSchema = z.object({
  compared: z.array(comparisonJsonSchema),
  counted: z.array(countedInJsonSchema),
});

interface Titled {
  readonly title: string;
}

/** The instance beside a published figure. `mine` is like `4.1` or `p50 3.2 s`, `others` like `4.1 is run by 34% of 212 instances`. */
export type Comparison = InCode<z.output<typeof comparisonJsonSchema>> & Titled;

/** Where an instance counts in a published statistic, and why: "Seen on 1 of 2 days", "lvm has 3 of 5 instances". */
export type CountedIn = InCode<z.output<typeof countedInJsonSchema>> & Titled;
