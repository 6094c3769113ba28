import { z } from "zod";
import { dayOf, type Period, periodOf, startOfDay } from "../../words/period";

/** A UTC month, `YYYY-MM`. */
export const Month = z.string("month").regex(/^20\d\d-(0[1-9]|1[0-2])$/, "month");

const hourMs = 3_600_000;

/** Hours after the end of a month in which reports that waited out an outage are still counted in its statement. */
export const closeAfterHours = 48;

/** The month that a moment lies in. */
export function monthOf(moment: Date): string {
  return dayOf(moment).slice(0, "YYYY-MM".length);
}

/** So many months later; a negative number gives an earlier one. */
export function addMonths(month: string, months: number): string {
  const start = startOfDay(`${month}-01`);
  return monthOf(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months)));
}

/** Its first moment, and the first that is not in it any more. */
export function boundsOf(month: string): { readonly from: Date; readonly to: Date } {
  const period: Period = periodOf("month", `${month}-01`);
  return { from: startOfDay(period.start), to: startOfDay(period.end) };
}

/** From when on the month's statement can be made. */
export function closesAt(month: string): Date {
  return new Date(boundsOf(month).to.getTime() + closeAfterHours * hourMs);
}

/** The hour (UTC) that a moment lies in. */
export function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / hourMs) * hourMs);
}

/** Whole hours between two beginnings of hours; none where the first is the later one. */
export function hoursBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / hourMs));
}
