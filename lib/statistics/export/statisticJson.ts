import { z } from "zod";
import { intervals } from "../../words/period";
import { statisticGroups } from "../declare/declare";
import { editions, percentiles, ranges } from "../view/reading";
import { viewDescriptions } from "./describeView";

const day = (description: string) => z.iso.date().describe(description);
const moment = (description: string) => z.iso.datetime().describe(description);
const text = (description: string) => z.string().describe(description);
const count = (description: string) => z.int().min(0).describe(description);
const orNull = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.nullable().describe(description);
const seconds = z.number().min(0);
const secondsOrNull = seconds.nullable();

const groupKeys = Object.keys(statisticGroups) as [keyof typeof statisticGroups];

const classSchema = z.object({
  key: text("Key of the class, as in values."),
  title: text("The class in words."),
});

const linksSchema = z
  .object({
    html: z.url().describe("The page."),
    json: z.url().describe("These figures as JSON."),
    csv: z.url().describe("These figures as a table."),
    svg: z.url().describe("A picture of them."),
    png: z.url().describe("The same picture in pixels."),
  })
  .describe("The same view in other forms.");

const described = {
  key: text("In addresses."),
  title: text("Name of the statistic."),
  question: text("What it answers."),
  group: z
    .object({ key: z.enum(groupKeys).describe("Key of the group."), title: text("The group in words.") })
    .describe("What it is about."),
  kind: z
    .enum(["share", "multi", "events", "windows", "times"])
    .describe(
      "share: every instance is in one class. multi: in any number of classes. events: counts events. windows: instances active within so many days. times: how long clones take.",
    ),
  unit: z.enum(["instances", "events", "seconds"]).describe("What is counted or measured."),
  classes: z.array(classSchema).describe("All declared classes, in their own order."),
};

const statisticSchema = z
  .object({
    ...described,
    source: z.array(z.string()).describe("Event types and fields it is made of."),
    since: text("The first engine version that reports it."),
    method: text("How it is computed."),
    caveat: z.string().nullable().describe("What a reader must know to read it right."),
    outside: z.string().nullable().describe("Who is not in the denominator."),
  })
  .describe("What was asked.");

const viewSchema = z
  .object({
    range: z.enum(ranges).describe(viewDescriptions.range),
    from: z.iso.date().nullable().describe(viewDescriptions.from),
    to: z.iso.date().nullable().describe(viewDescriptions.to),
    interval: z.enum(intervals).describe(viewDescriptions.interval),
    edition: z.enum(["all", ...editions]).describe(viewDescriptions.edition),
    weighting: z.enum(["instances", "clones"]).describe(viewDescriptions.weighting),
    show: z.enum(["share", "count"]).describe(viewDescriptions.show),
    draw: z.enum(["stacked", "lines"]).describe(viewDescriptions.draw),
    scale: z.enum(["log", "linear"]).describe(viewDescriptions.scale),
    of: z.string().describe(viewDescriptions.of),
    revision: z.int().min(0).nullable().describe(viewDescriptions.revision),
  })
  .describe("What was chosen, as in the address's parameters.");

const timesSchema = z.object({
  percentiles: z
    .object(
      Object.fromEntries(
        percentiles.map((one) => [
          String(one),
          secondsOrNull.describe(`The ${one}th percentile, in seconds.`),
        ]),
      ) as Record<`${(typeof percentiles)[number]}`, typeof secondsOrNull>,
    )
    .describe(
      "Seconds by percentile: so many per cent took this long or less. Null where too few instances are on its outer side.",
    ),
  curve: z
    .array(
      z.object({
        seconds: seconds.describe("At most this long."),
        share: z.number().min(0).max(1).describe("This part of n."),
      }),
    )
    .describe("The distribution: at most so many seconds took a share (0 to 1) of n."),
  clones: orNull(z.int().min(0), "Clone times that were measured; null where one instance dominates them."),
});

const periodSchema = z.object({
  start: day("First day of the period."),
  end: day("The first day after it."),
  unfinished: z.boolean().describe("While its last day is not over; only where nothing is published."),
  partial: z.boolean().describe("The first event came in it, so that it may not be whole."),
  revision: count("0 for the first count, else the revision of the operator's."),
  heldSince: orNull(z.iso.datetime(), "Since when it is held for review; null where it is not."),
  computedAt: orNull(z.iso.datetime(), "When the period was counted; null where it was not yet."),
  n: orNull(
    z.number().min(0),
    "The denominator; null where nothing of the period is published. Of a month, a quarter or a year, that of its mean week.",
  ),
  outside: orNull(
    z.int().min(0),
    "Instances that could not answer and are not in n, where it may be published.",
  ),
  values: z
    .record(z.string(), z.number().min(0))
    .describe(
      "Instances (for events: events) by class. A class that is not here has too few instances to publish, or none: which, is not told.",
    ),
  shares: z
    .record(z.string(), z.number().min(0).max(1))
    .describe("values divided by n; empty where that is no share."),
  medianClass: z.string().nullable().describe("Histograms: the class of the middle instance."),
  times: timesSchema.nullable().describe("Clone times only."),
});

const licenceSchema = z
  .object({ name: text("Its name."), url: z.url().describe("Its text.") })
  .describe("Under which terms the figures may be used.");

const methodologySchema = z
  .object({ version: text("Their version."), url: z.url().describe("Where they are written.") })
  .describe("The rules the figures are made by; the version rises when they change.");

/** A statistic in a view, as `/statistics/<key>.json` and the API answer it. */
export const statisticJsonSchema = z
  .object({
    statistic: statisticSchema,
    view: viewSchema,
    from: day("First day of the range."),
    to: day("Last day of the range."),
    state: z
      .enum(["ready", "empty", "tooFew"])
      .describe(
        "empty: nothing was counted; only where nothing is published. tooFew: nothing of the range is published.",
      ),
    takeaway: text("What the figures say, in a sentence."),
    classes: z.array(classSchema).describe("The classes that occur; Other comes last."),
    periods: z.array(periodSchema).describe("Oldest first."),
    latest: orNull(z.iso.date(), "Start of the period that the takeaway is about."),
    annotations: z
      .array(
        z.object({
          day: day("When."),
          kind: z
            .enum(["release", "incident", "method"])
            .describe(
              "release: a build of the engine. incident: something went wrong with these data. method: from here on figures are made by other rules.",
            ),
          title: text("In few words."),
          text: text("In a sentence."),
        }),
      )
      .describe("What happened in the range and may explain a bend."),
    editionsOffered: z.array(z.enum(editions)).describe("Editions that can be chosen."),
    publishMinInstances: count("Figures of fewer instances are not published."),
    countAfterDays: count("So many days must lie between two sightings of an instance before it counts."),
    private: z.boolean().describe("Whether the installation publishes for itself only."),
    computedAt: orNull(z.iso.datetime(), "The newest of the periods' times."),
    nextCloseAt: moment("When the next period is counted."),
    licence: licenceSchema,
    methodology: methodologySchema,
    citation: z
      .object({ text: text("As a sentence."), bibtex: text("As BibTeX.") })
      .describe("How to cite this view."),
    links: linksSchema,
    fields: z
      .record(z.string(), z.string())
      .describe("What the fields of this document mean, by their path."),
  })
  .meta({
    id: "StatisticReading",
    title: "StatisticReading",
    description: "A statistic in a view. Every number in it may be published.",
  });

export type StatisticJson = z.infer<typeof statisticJsonSchema>;

/** Every statistic, as `/api/v1/statistics` answers it. */
export const statisticListSchema = z
  .object({
    statistics: z.array(z.object({ ...described, links: linksSchema })).describe("In reading order."),
    licence: licenceSchema,
    methodology: methodologySchema,
  })
  .meta({ id: "StatisticList", title: "StatisticList", description: "Every published statistic." });

export type StatisticList = z.infer<typeof statisticListSchema>;
