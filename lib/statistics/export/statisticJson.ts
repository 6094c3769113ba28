import { z } from "zod";
import { statisticGroups } from "../declare";
import { intervals } from "../period";
import { editions, percentiles, ranges } from "../reading";

const day = (description: string) => z.iso.date().meta({ description });
const moment = (description: string) => z.iso.datetime().meta({ description });
const text = (description: string) => z.string().meta({ description });
const count = (description: string) => z.int().min(0).meta({ description });
const orNull = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.nullable().meta({ description });
const seconds = z.number().min(0);

const groupKeys = Object.keys(statisticGroups) as [keyof typeof statisticGroups];

const classSchema = z.object({
  key: text("Key of the class, as in values."),
  title: text("The class in words."),
});

const linksSchema = z
  .object({
    html: z.url().meta({ description: "The page." }),
    json: z.url().meta({ description: "These figures as JSON." }),
    csv: z.url().meta({ description: "These figures as a table." }),
    svg: z.url().meta({ description: "A picture of them." }),
  })
  .meta({ description: "The same view in other forms." });

const described = {
  key: text("In addresses."),
  title: text("Name of the statistic."),
  question: text("What it answers."),
  group: z.object({ key: z.enum(groupKeys), title: z.string() }).meta({ description: "What it is about." }),
  kind: z.enum(["share", "multi", "events", "windows", "times"]).meta({
    description:
      "share: every instance is in one class. multi: in any number of classes. events: counts events. windows: instances active within so many days. times: how long clones take.",
  }),
  unit: z.enum(["instances", "events", "seconds"]).meta({ description: "What is counted or measured." }),
  classes: z.array(classSchema).meta({ description: "All declared classes, in their own order." }),
};

const statisticSchema = z
  .object({
    ...described,
    source: z.array(z.string()).meta({ description: "Event types and fields it is made of." }),
    since: text("The first engine version that reports it."),
    method: text("How it is computed."),
    caveat: z.string().nullable().meta({ description: "What a reader must know to read it right." }),
    outside: z.string().nullable().meta({ description: "Who is not in the denominator." }),
  })
  .meta({ description: "What was asked." });

const viewSchema = z
  .object({
    range: z.enum(ranges),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    interval: z.enum(intervals),
    edition: z.enum(["all", ...editions]),
    weighting: z.enum(["instances", "clones"]),
    show: z.enum(["share", "count"]),
    draw: z.enum(["stacked", "lines"]),
    of: z.string(),
  })
  .meta({ description: "What was chosen, as in the address's parameters." });

const timesSchema = z.object({
  percentiles: z
    .object(
      Object.fromEntries(percentiles.map((one) => [String(one), seconds])) as Record<
        `${(typeof percentiles)[number]}`,
        typeof seconds
      >,
    )
    .meta({ description: "Seconds by percentile: so many per cent took this long or less." }),
  curve: z
    .array(z.object({ seconds, share: z.number().min(0).max(1) }))
    .meta({ description: "The distribution: at most so many seconds took a share (0 to 1) of n." }),
  clones: count("Clones that were measured."),
});

const periodSchema = z.object({
  start: day("First day of the period."),
  end: day("The first day after it."),
  unfinished: z.boolean().meta({ description: "While its last day is not over; the figures still change." }),
  computedAt: orNull(z.iso.datetime(), "When the period was computed."),
  n: orNull(
    z.int().min(0),
    "The denominator; null where too few instances are in the period to publish anything.",
  ),
  outside: orNull(
    z.int().min(0),
    "Instances that could not answer and are not in n, where it may be published.",
  ),
  values: z.record(z.string(), z.int().min(0)).meta({
    description: "Instances (for events: events) by class. A class that is not here is folded or empty.",
  }),
  shares: z
    .record(z.string(), z.number().min(0).max(1))
    .meta({ description: "values divided by n; empty where that is no share." }),
  folded: z
    .array(z.object({ key: z.string(), why: z.enum(["small", "company"]) }))
    .meta({ description: "Classes in Other: small ones, and those that keep them company." }),
  medianClass: z.string().nullable().meta({ description: "Histograms: the class of the middle instance." }),
  times: timesSchema.nullable().meta({ description: "Clone times only." }),
});

const licenceSchema = z
  .object({ name: z.string(), url: z.url() })
  .meta({ description: "Under which terms the figures may be used." });

const methodologySchema = z
  .object({ version: z.string(), url: z.url() })
  .meta({ description: "The rules the figures are made by; the version rises when they change." });

/** A statistic in a view, as `/statistics/<key>.json` and the API answer it. */
export const statisticJsonSchema = z
  .object({
    statistic: statisticSchema,
    view: viewSchema,
    from: day("First day of the range."),
    to: day("Last day of the range."),
    state: z.enum(["ready", "empty", "tooFew"]).meta({
      description: "empty: nothing was counted. tooFew: something was, and too little to publish.",
    }),
    takeaway: text("What the figures say, in a sentence."),
    classes: z.array(classSchema).meta({ description: "The classes that occur; Other comes last." }),
    periods: z.array(periodSchema).meta({ description: "Oldest first." }),
    latest: orNull(z.iso.date(), "Start of the period that the takeaway is about."),
    missingInstances: orNull(
      z.int().min(0),
      "How many more counted instances are needed to publish anything.",
    ),
    annotations: z
      .array(
        z.object({
          day: z.iso.date(),
          kind: z.enum(["release", "incident"]),
          title: z.string(),
          text: z.string(),
        }),
      )
      .meta({ description: "What happened in the range and may explain a bend." }),
    editionsOffered: z.array(z.enum(editions)).meta({ description: "Editions that can be chosen." }),
    publishMinInstances: count("Figures of fewer instances are not published."),
    countAfterDays: count("An instance counts once it was seen on so many days."),
    private: z.boolean().meta({ description: "Whether the installation publishes for itself only." }),
    computedAt: orNull(z.iso.datetime(), "The newest of the periods' times."),
    nextCloseAt: moment("When the unfinished period ends."),
    licence: licenceSchema,
    methodology: methodologySchema,
    citation: z
      .object({ text: z.string(), bibtex: z.string() })
      .meta({ description: "How to cite this view." }),
    links: linksSchema,
    fields: z
      .record(z.string(), z.string())
      .meta({ description: "What the fields of this document mean, by their path." }),
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
    statistics: z
      .array(z.object({ ...described, links: linksSchema }))
      .meta({ description: "In reading order." }),
    licence: licenceSchema,
    methodology: methodologySchema,
  })
  .meta({ id: "StatisticList", title: "StatisticList", description: "Every published statistic." });

export type StatisticList = z.infer<typeof statisticListSchema>;
