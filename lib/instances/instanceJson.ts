import { z } from "zod";
import type { ErasureReceipt } from "./erasure/receipt";
import { eventJsonSchema } from "./timeline/eventJson";
import type { Comparison, CountedIn, InstanceHistory, InstanceNow } from "./types";

const day = z.iso.date();
const time = z.iso.datetime();
const about = <Schema extends z.ZodType>(schema: Schema, description: string) => schema.meta({ description });

/** The body of a request to erase. */
export const erasureRequestSchema = z.strictObject(
  {
    confirm: about(z.string().max(64), "The instance ID once more."),
    refuse_events: about(
      z.boolean().default(false),
      "Whether later events of the instance are dropped. Its engine gets the same answers as before.",
    ),
  },
  { error: "the body must be a JSON object with confirm" },
);

/** A receipt of an erasure. */
export const receiptJsonSchema = z.object({
  id: about(z.uuid(), "Identifier of the receipt. Random: it leads to nothing else."),
  state: about(z.enum(["hidden", "undone", "purged"]), "`hidden` until it is purged or undone."),
  requested_at: time,
  purge_at: about(time, "From when on it is purged. Until then the same ID can undo it."),
  undone_at: time.nullable(),
  purged_at: time.nullable(),
  refuses_events: about(z.boolean(), "Whether later events are dropped."),
  counts: about(
    z.object({ events: z.int(), days: z.int() }),
    "Rows of events and of roll-ups by day: at the request, and once it is purged, when deleting began.",
  ),
});

export function toReceiptJson(receipt: ErasureReceipt): z.output<typeof receiptJsonSchema> {
  return {
    id: receipt.id,
    state: receipt.state,
    requested_at: receipt.requestedAt,
    purge_at: receipt.purgeAt,
    undone_at: receipt.undoneAt,
    purged_at: receipt.purgedAt,
    refuses_events: receipt.refusesEvents,
    counts: { ...receipt.counts },
  };
}

/** What an undo came to. */
export const undoneJsonSchema = z.object({
  undone: about(
    z.enum(["restored", "accepted"]),
    "`restored`: the instance is there again. `accepted`: it was purged; its events are taken again.",
  ),
  receipt: receiptJsonSchema.nullable(),
});

/** A page of a timeline. */
export const timelineJsonSchema = z.object({
  events: about(z.array(eventJsonSchema), "Newest first."),
  older: about(z.string().nullable(), "Where the next older page begins, for `before`; null at the end."),
  newer: about(z.string().nullable(), "Where the next newer page begins, for `after`; null at the newest."),
  days: about(z.record(z.string(), z.int()), "Events of the asked types on each UTC day of the page."),
});

/** What an instance is now. */
export const nowJsonSchema = z.object({
  example: about(z.boolean(), "True for the documentation's example instances, which anybody may look at."),
  edition: z.string(),
  first_seen: time.nullable(),
  last_seen: time.nullable(),
  days_seen: about(z.int(), "UTC days on which it sent anything."),
  start: about(
    z.object({ at: time, event_data: z.record(z.string(), z.json()) }).nullable(),
    "Its latest engine_started, as kept.",
  ),
  state: z.object({ kind: z.enum(["running", "stopped", "unknown"]), since: time.nullable() }),
  version_class: about(z.string().nullable(), "Its class in the published engine versions."),
  newer_versions: about(z.array(z.string()), "Published classes of newer versions, newest first."),
  schedule: about(z.string().nullable(), "Its timetable of full refreshes, in words."),
  events: z.array(z.object({ event_type: z.string(), events: z.int(), last_day: day })),
  total_events: z.int(),
});

export function toNowJson(now: InstanceNow): z.output<typeof nowJsonSchema> {
  return {
    example: now.isExample,
    edition: now.edition,
    first_seen: now.firstSeen,
    last_seen: now.lastSeen,
    days_seen: now.daysSeen,
    start: now.start === null ? null : { at: now.start.at, event_data: now.start.data },
    state: { ...now.state },
    version_class: now.versionClass,
    newer_versions: [...now.newerVersions],
    schedule: now.scheduleWords,
    events: now.events.map(({ type, events, lastDay }) => ({ event_type: type, events, last_day: lastDay })),
    total_events: now.totalEvents,
  };
}

/** What an instance did over time. */
export const historyJsonSchema = z.object({
  interval: z.enum(["day", "week", "month"]),
  periods: z.array(
    z.object({
      start: day,
      end: about(day, "The first day after it."),
      clones_created: z.int(),
      clones_reset: z.int(),
      clones_destroyed: z.int(),
      snapshots: z.int(),
      starts: z.int(),
      alerts: z.int(),
      clone_time: about(
        z.object({ clones: z.int(), p50_seconds: z.number(), p95_seconds: z.number() }).nullable(),
        "Of measured clone times; null where none was measured.",
      ),
      pool_use: about(z.number().nullable(), "Used part of the pools at the last start, 0 to 1."),
    }),
  ),
  stops: about(
    z.array(z.object({ at: time, uptime_seconds: z.number() })),
    "How long it ran before its latest stops, newest first.",
  ),
});

export function toHistoryJson({
  interval,
  periods,
  stops,
}: InstanceHistory): z.output<typeof historyJsonSchema> {
  return {
    interval,
    periods: periods.map((period) => ({
      start: period.start,
      end: period.end,
      clones_created: period.clonesCreated,
      clones_reset: period.clonesReset,
      clones_destroyed: period.clonesDestroyed,
      snapshots: period.snapshots,
      starts: period.starts,
      alerts: period.alerts,
      clone_time:
        period.cloneTime === null
          ? null
          : {
              clones: period.cloneTime.clones,
              p50_seconds: period.cloneTime.p50Seconds,
              p95_seconds: period.cloneTime.p95Seconds,
            },
      pool_use: period.poolUse,
    })),
    stops: stops.map(({ at, uptimeSeconds }) => ({ at, uptime_seconds: uptimeSeconds })),
  };
}

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

export function toComparisonJson(comparison: Comparison): z.output<typeof comparisonJsonSchema> {
  const { statistic, mine, others, takeaway, periodStart } = comparison;
  return { statistic, mine, others, takeaway, period_start: periodStart };
}

export function toCountedInJson({
  statistic,
  classes,
  state,
  why,
}: CountedIn): z.output<typeof countedInJsonSchema> {
  return { statistic, classes: [...classes], state, why };
}
