import { z } from "zod";
import type { JsonObject } from "../../catalogue";
import { about, day, type InCode, time, toJson } from "../../http/json";

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
  state: z.object({ kind: z.enum(["running", "stopped", "silent", "unknown"]), since: time.nullable() }),
  version_class: about(z.string().nullable(), "Its class in the published engine versions."),
  newer_versions: about(z.array(z.string()), "Published classes of newer versions, newest first."),
  schedule: about(z.string().nullable(), "Its timetable of full refreshes, in words."),
  events: z.array(z.object({ event_type: z.string(), events: z.int(), last_day: day })),
  total_events: z.int(),
});

type NowJson = z.output<typeof nowJsonSchema>;

/** The same, from its latest start and all its roll-ups. */
export interface InstanceNow
  extends Omit<InCode<NowJson>, "example" | "firstSeen" | "start" | "state" | "schedule" | "events"> {
  /** True for the documentation's example instances: public, never counted, not erasable. */
  readonly isExample: boolean;
  /** ISO 8601; null for an example instance that nothing was sent of yet. */
  readonly firstSeen: string | null;
  /** Data of its latest `engine_started` as kept; null where it never sent one. */
  readonly start: { readonly at: string; readonly data: JsonObject } | null;
  /**
   * By its latest start and stop. A killed engine never says that it stopped, so one that has been silent for 28 days is
   * `unknown` since its last event; without a start, and where something came after the stop, `since` is null too.
   */
  readonly state: InCode<NowJson["state"]>;
  /** Its timetable in words, such as "Weekly, on Mondays at 00:00"; null without a start. */
  readonly scheduleWords: string | null;
  /** Every event type that it sent, in the catalogue's order. */
  readonly events: readonly {
    readonly type: string;
    readonly title: string;
    readonly events: number;
    readonly lastDay: string;
  }[];
}

export function toNowJson(now: InstanceNow): NowJson {
  return toJson(nowJsonSchema, {
    ...now,
    example: now.isExample,
    start: now.start === null ? null : { at: now.start.at, eventData: now.start.data },
    schedule: now.scheduleWords,
    events: now.events.map(({ type, ...rest }) => ({ eventType: type, ...rest })),
  });
}
