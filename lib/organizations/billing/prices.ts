import { readFileSync } from "node:fs";
import { z } from "zod";
import { StartError } from "../../database/types";
import { isCurrency } from "../../words/money";
import { Plan } from "../rules/plan";

/** As text: a number of JSON is read as one that may be rounded. */
const Price = z
  .string('must be a decimal in quotes, such as "0.031"')
  .regex(/^\d{1,9}(\.\d{1,9})?$/, 'must be a decimal in quotes, such as "0.031"');

/** What a plan pays from a month on. */
export const PlanPrices = z.strictObject({
  plan: Plan,
  from: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-01$/, "must be the first day of a month"),
  per_vcpu_hour: Price,
  per_memory_gib_hour: Price,
  per_data_gib_hour: Price,
});

/** The operator's prices. A plan that has none is not charged by usage. */
export const Prices = z.strictObject({
  currency: z.string().refine(isCurrency, "must be a code such as EUR"),
  prices: z.array(PlanPrices).min(1),
});

export type Prices = z.output<typeof Prices>;
export type PlanPrices = z.output<typeof PlanPrices>;

/** Reads the file of prices. @throws StartError with one line for the terminal */
export function readPrices(path: string | undefined): Prices | null {
  if (path === undefined) return null;
  const refuse = (why: string) => new StartError(`BILLING_PRICES names ${path}, which ${why}`);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw refuse("cannot be read");
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse("is not JSON");
  }
  const parsed = Prices.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refuse(
    `cannot be used: ${parsed.error.issues.map(({ path: at, message }) => `${at.join(".")} ${message}`).join("; ")}`,
  );
}

/** The prices of a plan in a month: those from the latest day that is not after its first. Null where it has none. */
export function pricesOf(prices: Prices | null, plan: Plan, month: string): PlanPrices | null {
  const inTime = (prices?.prices ?? []).filter((one) => one.plan === plan && one.from <= `${month}-01`);
  return inTime.reduce<PlanPrices | null>(
    (latest, one) => (latest === null || one.from >= latest.from ? one : latest),
    null,
  );
}
