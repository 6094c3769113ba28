import { z } from "zod";
import { about, day, type InCode, time } from "../../http/json";

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

/**
 * The same: by day up to 60 days, by week up to two years, else by month; oldest first, without gaps. Of stops at most 50.
 * `poolUse` is null without a start, and with LVM, which reports no sizes.
 */
export type InstanceHistory = InCode<z.output<typeof historyJsonSchema>>;
export type HistoryPeriod = InstanceHistory["periods"][number];
