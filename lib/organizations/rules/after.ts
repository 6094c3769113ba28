import { z } from "zod";
import { OrganizationProblem } from "./organizationProblem";

/** Where a page of instances begins. */
export const AfterNumber = z.string().regex(/^\d{1,15}$/);

/** Where a page of rows with ids begins. */
export const AfterId = z.uuid();

/** Where a page of usage begins: a month and the number of an instance, as `2026-11.12`. */
export const AfterUsage = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])\.\d{1,15}$/);

/** The `after` of an address; null without one. @throws OrganizationProblem for one that no page gave */
export function parseAfter(url: string, schema: z.ZodType<string>): string | null {
  const given = new URL(url).searchParams.get("after");
  if (given === null || given === "") return null;
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new OrganizationProblem("after");
  return parsed.data;
}
