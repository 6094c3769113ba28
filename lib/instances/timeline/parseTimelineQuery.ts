import { z } from "zod";
import { catalogue } from "../../catalogue";
import { readCursor } from "./cursor";
import type { TimelineQuery } from "./types";

/** The largest page of a timeline. */
export const maximumPageEvents = 500;

/** The page of a timeline that is asked for without a limit. */
export const defaultPageEvents = 50;

const place = (side: "before" | "after") =>
  z
    .string()
    .refine(
      (cursor) => readCursor(cursor, side) !== null,
      "must be a cursor of a page, a time with its zone such as 2026-11-23T10:00:00Z, or a day or minute in UTC such as 2026-11-23 or 2026-11-23T10:00",
    );

const limitWords = `must be a whole number from 1 to ${maximumPageEvents}`;

/** The parameters of a timeline's address, each with what is wrong where it cannot be used. */
export const timelineParametersSchema = z.object({
  types: z
    .array(z.string().refine(isEventType, "must be names of event types, such as clone_created"))
    .optional(),
  before: place("before").optional(),
  after: place("after").optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, limitWords)
    .transform(Number)
    .pipe(z.int().max(maximumPageEvents, limitWords))
    .optional(),
});

export type ParsedTimelineQuery =
  | { readonly ok: true; readonly query: TimelineQuery }
  | { readonly ok: false; readonly message: string };

/**
 * Reads which events are asked for from an address's parameters: `types` (separated by commas, or several times),
 * `before`, `after`, `limit`. Unknown parameters are ignored, empty ones too, and the first of several values counts.
 * @returns `ok: false` with what is wrong, in words
 */
export function parseTimelineQuery(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedTimelineQuery {
  const names = [parameters.types ?? []]
    .flat()
    .flatMap((list) => list.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const parsed = timelineParametersSchema.safeParse({
    types: names,
    ...Object.fromEntries(["before", "after", "limit"].map((name) => [name, firstOf(parameters[name])])),
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
    return { ok: false, message: [...new Set(problems)].join("; ") };
  }
  const { before = null, after = null, limit = defaultPageEvents } = parsed.data;
  if (before !== null && after !== null) {
    return { ok: false, message: "before and after must not be given together" };
  }
  const asked = new Set(names.map((name) => catalogue.find(name)?.name));
  const types = catalogue.types.map(({ name }) => name).filter((name) => asked.has(name));
  return { ok: true, query: { types, before, after, limit } };
}

function firstOf(value: string | readonly string[] | undefined): string | undefined {
  const first = typeof value === "string" ? value : value?.[0];
  return first === "" ? undefined : first;
}

function isEventType(name: string): boolean {
  return catalogue.find(name) !== undefined;
}
