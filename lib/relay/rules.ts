import { join } from "node:path";
import { z } from "zod";
import { readIfThere, replaceFile } from "./files";

/** Longer than anybody's event_time is believed upstream a relay holds nothing without a token; with one it may. */
export const longestHoldHours = 720;

const Rules = z.object({
  /** Nothing at all leaves, calls of engines with a key or token included. */
  inspectOnly: z.boolean(),
  /** Event types that do not leave, by name. */
  withheldTypes: z.array(z.string()),
  hashIdentifiers: z.boolean(),
  roundSizes: z.boolean(),
  /** From receipt to leaving; 0 holds nothing. */
  holdHours: z.int().min(0).max(longestHoldHours),
});

/** What the admin of a relay wants done with what waits. They hold for an event at the moment of its turn. */
export type Rules = z.output<typeof Rules>;

/** Everything leaves as it came. */
export const forwardAll: Rules = {
  inspectOnly: false,
  withheldTypes: [],
  hashIdentifiers: false,
  roundSizes: false,
  holdHours: 0,
};

const fileIn = (folder: string) => join(folder, "rules.json");

/**
 * The rules of a relay, as they are now; all is forwarded where none were ever set.
 * @throws Error where they are there and cannot be read: nothing may leave then
 */
export function readRules(folder: string): Rules {
  const text = readIfThere(fileIn(folder));
  return text === null ? forwardAll : Rules.parse(JSON.parse(text));
}

/** Resolves when the rules hold: for everything whose turn comes from now on. */
export async function writeRules(folder: string, rules: Rules): Promise<void> {
  await replaceFile(folder, fileIn(folder), `${JSON.stringify(Rules.parse(rules), null, 2)}\n`);
}

/**
 * The rules that a form asks for.
 * @param types names of all event types
 * @returns null where the hours to hold are none
 */
export function rulesOfForm(form: URLSearchParams, types: readonly string[]): Rules | null {
  const withheld = new Set(form.getAll("withhold"));
  const parsed = Rules.safeParse({
    inspectOnly: form.get("leaves") === "nothing",
    withheldTypes: types.filter((type) => withheld.has(type)),
    hashIdentifiers: form.has("hash"),
    roundSizes: form.has("round"),
    holdHours: /^\d{1,4}$/.test(form.get("hold") ?? "") ? Number(form.get("hold")) : Number.NaN,
  });
  return parsed.success ? parsed.data : null;
}
