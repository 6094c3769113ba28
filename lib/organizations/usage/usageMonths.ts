import { z } from "zod";

/** How many months of usage are shown where nobody says how many. */
export const defaultMonths = 12;

/** The most that can be asked for: ten years, as long as usage reports are kept by default. */
export const longestMonths = 120;

const monthsSchema = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(longestMonths));

/** What is wrong with a `months` that cannot be used. */
export const monthsProblem = `months must be a whole number from 1 to ${longestMonths}`;

/** The number of months that a `months` parameter asks for; null for one that cannot be used. */
export function parseMonths(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === "") return defaultMonths;
  return monthsSchema.safeParse(text).data ?? null;
}

/** Months (UTC, `YYYY-MM`) up to the running one, oldest first. */
export function monthsUpTo(now: Date, months: number): string[] {
  return Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1 + index))
      .toISOString()
      .slice(0, 7),
  );
}
