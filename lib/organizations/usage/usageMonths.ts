import { z } from "zod";
import { numeric } from "../rules/fields";
import { limits } from "../rules/limits";

/** How many months of usage are shown where nobody says how many. */
export const defaultMonths = 12;

/** How many months back usage may be asked for, the running one included. */
export const Months = z.int("months").min(1, "months").max(limits.months, "months");

/** The same in an address, where it may be left out. */
export const monthsParameter = z.preprocess(
  (value) => (value === null || value === "" ? undefined : value),
  numeric(Months).default(defaultMonths),
);

/** Months (UTC, `YYYY-MM`) up to the running one, oldest first. */
export function monthsUpTo(now: Date, months: number): string[] {
  return Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1 + index))
      .toISOString()
      .slice(0, 7),
  );
}
