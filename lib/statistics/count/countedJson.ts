import { z } from "zod";
import { type Period, periodOf } from "../../words/period";
import type { ComputedPeriod } from "./computePeriod";
import { writeMembers } from "./members";
import { membersSchema, timeDetailsSchema, writeDetails } from "./point";

/** What was counted of a period, or of a part of it, as it is kept for a moment. */
export const countedSchema = z.object({
  skipped: z.int(),
  newlyCounted: z.int(),
  points: z.array(
    z.object({
      statistic: z.string(),
      edition: z.string(),
      class: z.string(),
      instances: z.int(),
      members: membersSchema,
      events: z.int(),
      largest: z.int(),
      details: timeDetailsSchema.nullable(),
    }),
  ),
});

/** The same of whole periods. */
export const periodsSchema = z.array(
  countedSchema.extend({ interval: z.enum(["day", "week"]), start: z.iso.date() }),
);

/** What `countedSchema` reads. */
export function writeCounted({
  points,
  skipped,
  newlyCounted,
}: Omit<ComputedPeriod, "period">): z.input<typeof countedSchema> {
  return {
    skipped,
    newlyCounted,
    points: points.map(({ members, details, ...point }) => ({
      ...point,
      members: writeMembers(members),
      details: details === null ? null : writeDetails(details),
    })),
  };
}

/** What `periodsSchema` reads. */
export function writePeriods(periods: readonly ComputedPeriod[]): object[] {
  return periods.map(({ period: { interval, start }, ...counted }) => ({
    interval,
    start,
    ...writeCounted(counted),
  }));
}

/** Reads what `writePeriods` wrote. @throws ZodError */
export function readPeriods(json: unknown): ComputedPeriod[] {
  return periodsSchema.parse(json).map(({ interval, start, ...counted }) => {
    const period: Period = periodOf(interval, start);
    return { period, ...counted };
  });
}
