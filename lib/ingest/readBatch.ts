import { findHostile, type Parsed, parseJson } from "./parseJson";
import { refuse } from "./refusal";

/** Events in one call. */
export const maximumBatchEvents = 1000;

const tooMany = (): Parsed<never> => ({
  ok: false,
  refusal: refuse("body_too_large", { message: `More than ${maximumBatchEvents} events in one call` }),
});

/**
 * Splits the body of `/api/v1/events` into its documents: one object, an array of them, or NDJSON (named by the
 * Content-Type, or seen from several lines of which the first is a document of its own). A document that cannot be
 * read is a refusal in its place and does not hurt the others.
 */
export function readBatch(text: string, contentType: string | undefined): Parsed<readonly Parsed<unknown>[]> {
  if (/ndjson|jsonl|json-seq/i.test(contentType ?? "")) return readLines(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const lines = text.trim().split("\n", 2);
    if (lines.length === 2 && parseJson(lines[0] ?? "").ok) return readLines(text);
    return { ok: false, refusal: refuse("invalid_json", { message: "The body is not valid JSON" }) };
  }
  if (!Array.isArray(value)) return { ok: true, value: [checked(value)] };
  return value.length > maximumBatchEvents ? tooMany() : { ok: true, value: value.map(checked) };
}

function readLines(text: string): Parsed<readonly Parsed<unknown>[]> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > maximumBatchEvents ? tooMany() : { ok: true, value: lines.map(parseJson) };
}

function checked(value: unknown): Parsed<unknown> {
  const hostile = findHostile(value);
  return hostile === null
    ? { ok: true, value }
    : { ok: false, refusal: refuse("hostile_json", { message: hostile }) };
}
