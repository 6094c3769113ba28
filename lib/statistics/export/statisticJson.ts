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
    of: z.string().describe(viewDescriptions.of),
  })
  .describe("What was chosen, as in the address's parameters.");

const timesSchema = z.object({
  percentiles: z
    .object(
      Object.fromEntries(
        percentiles.map((one) => [String(one), seconds.describe(`The ${one}th percentile, in seconds.`)]),
      ) as Record<`${(typeof percentiles)[number]}`, typeof seconds>,
    )
    .describe("Seconds by percentile: so many per cent took this long or less."),
  curve: z
    .array(
      z.object({
        seconds: seconds.describe("At most this long."),
        share: z.number().min(0).max(1).describe("This part of n."),
      }),
    )
    .describe("The distribution: at most so many seconds took a share (0 to 1) of n."),
  clones: count("Clones that were measured."),
});

const periodSchema = z.object({
  start: day("First day of the period."),
  end: day("The first day after it."),
  unfinished: z.boolean().describe("While its last day is not over; the figures still change."),
  computedAt: orNull(z.iso.datetime(), "When the period was computed."),
  n: orNull(
    z.int().min(0),
    "The denominator; null where too few instances are in the period to publish anything.",
  ),
  outside: orNull(
    z.int().min(0),
    "Instances that could not answer and are not in n, where it may be published.",
  ),
  values: z
    .record(z.string(), z.int().min(0))
    .describe("Instances (for events: events) by class. A class that is not here is folded or empty."),
  shares: z
    .record(z.string(), z.number().min(0).max(1))
    .describe("values divided by n; empty where that is no share."),
  folded: z
    .array(
      z.object({
        key: text("Key of the class."),
        why: z
          .enum(["small", "company"])
          .describe("small: too few instances. company: Other would be too small without it."),
      }),
    )
    .describe("Classes in Other: small ones, and those that keep them company."),
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
      .describe("empty: nothing was counted. tooFew: something was, and too little to publish."),
    takeaway: text("What the figures say, in a sentence."),
    classes: z.array(classSchema).describe("The classes that occur; Other comes last."),
    periods: z.array(periodSchema).describe("Oldest first."),
    latest: orNull(z.iso.date(), "Start of the period that the takeaway is about."),
    missingInstances: orNull(
      z.int().min(0),
      "How many more counted instances are needed to publish anything.",
    ),
    annotations: z
      .array(
        z.object({
          day: day("When."),
          kind: z
            .enum(["release", "incident"])
            .describe("release: a build of the engine. incident: something went wrong with these data."),
          title: text("In few words."),
          text: text("In a sentence."),
        }),
      )
      .describe("What happened in the range and may explain a bend."),
    editionsOffered: z.array(z.enum(editions)).describe("Editions that can be chosen."),
    publishMinInstances: count("Figures of fewer instances are not published."),
    countAfterDays: count("An instance counts once it was seen on so many days."),
    private: z.boolean().describe("Whether the installation publishes for itself only."),
    computedAt: orNull(z.iso.datetime(), "The newest of the periods' times."),
    nextCloseAt: moment("When the unfinished period ends."),
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
