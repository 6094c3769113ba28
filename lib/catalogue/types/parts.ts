import type { EngineVersion } from "../engineVersion";
import { field } from "../field";
import { z } from "../zod";

/** The longest duration an engine can express: 2^63 - 1 nanoseconds, in seconds. Also what it sends for "unknown". */
export const longestDurationSeconds = 9_223_372_036.854776;

/** Error words of a schema: a missing value is called missing, a wrong one is told what it must be. */
export function words(expected: string) {
  return (issue: { readonly input?: unknown }) =>
    issue.input === undefined ? "is missing" : `must be ${expected}`;
}

/** A whole number from 0 to `max`. */
export function count(max: number) {
  const error = words(`a whole number from 0 to ${max}`);
  return z.int({ error }).min(0, { error }).max(max, { error });
}

/** A size in bytes: a whole number that JSON carries exactly. */
export function sizeBytes() {
  return count(Number.MAX_SAFE_INTEGER);
}

/** A duration in seconds, with fractions. */
export function durationSeconds() {
  return z
    .number({ error: words("a finite number of seconds") })
    .min(0, "must not be negative")
    .max(longestDurationSeconds, "must not be longer than 292 years, the longest time an engine can express");
}

/** One of a closed list of texts. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: words(`one of ${values.map((value) => `"${value}"`).join(", ")}`) });
}

/** A technical text. Its form is part of the documentation: a text that has another form is not worth losing the event. */
export function technicalText(maxLength: number) {
  return z
    .string({ error: words("a string") })
    .max(maxLength, `must not be longer than ${maxLength} characters`);
}

/** A check rather than a pattern of the schema, for JSON Schema patterns cannot rely on the `u` flag. */
function isStorable(text: string): boolean {
  return /^[^\p{Cc}\p{Cs}]*$/u.test(text);
}

/** Text of people: no control characters and no halves of surrogate pairs, which PostgreSQL could not store. */
export function wellFormedText(maxLength: number) {
  return z
    .string({ error: words("a string") })
    .min(1, "must not be empty")
    .max(maxLength, `must not be longer than ${maxLength} characters`)
    .refine(isStorable, "must be well-formed text without control characters");
}

export function flag() {
  return z.boolean({ error: words("true or false") });
}

/** `id` of a clone. */
export function cloneIdField(since: EngineVersion) {
  const error = words("a clone ID: 1 to 64 characters, each a letter, a digit, _ or -");
  return field(
    z
      .string({ error })
      .min(1, { error })
      .max(64, { error })
      .regex(/^[A-Za-z0-9_-]+$/, { error }),
    {
      class: "identifier",
      what: "The clone: the SHA-1 of its ID, made by the engine.",
      why: "To follow one clone through its events, such as how often it is reset before it is destroyed.",
      note: "The engine's SHA-1 has no salt, so anyone who guesses a clone ID can check the guess. That is why it is hashed again, with a key.",
      example: "b98c5ae306baa5380080a4ad46f65ee8a5693088",
      since,
    },
  );
}

/** `id` of a snapshot. */
export function snapshotIdField(since: EngineVersion) {
  return field(wellFormedText(512), {
    class: "identifier",
    what: "The snapshot: pool, dataset and time, as the file system names it.",
    why: "To tell events of one snapshot from events of several.",
    note: "Engines send it in clear text, and pool names are chosen by people.",
    example: "dblab_pool@snapshot_20260507091000",
    since,
  });
}

/** `name` of a branch. */
export function branchNameField(since: EngineVersion) {
  return field(wellFormedText(512), {
    class: "identifier",
    what: "The branch, by the name its creator gave it.",
    why: "To tell a branch that lives for months from many short-lived ones.",
    note: "Engines send it in clear text. It can name a person or a customer, so only a keyed hash of it is kept.",
    example: "feature-1",
    since,
  });
}

/** `protected` of a clone, a snapshot or a branch. */
export function protectedField(thing: "clone" | "snapshot" | "branch", since: EngineVersion) {
  return field(flag(), {
    class: "technical",
    what: `Whether the ${thing} is protected from deletion after the change.`,
    why: `To see whether people use ${thing} protection.`,
    example: true,
    since,
  });
}
