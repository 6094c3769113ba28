import { findHostile, type Parsed, parseJson, withoutMark } from "./parseJson";
import { refuse } from "./refusal";

/** What begins each document of a JSON text sequence (RFC 7464). */
const recordSeparator = "\u001e";

/** A document of a call, which is read when it is asked for: not all of them at once. */
export type Document = () => Parsed<unknown>;

/** Events in one call. */
export const maximumBatchEvents = 1000;

const tooMany = (): Parsed<never> => ({
  ok: false,
  refusal: refuse("body_too_large", { message: `More than ${maximumBatchEvents} events in one call` }),
});

/**
 * Splits the body of `/api/v1/events` into its documents: one object, an array of them, NDJSON (named by the
 * Content-Type, or seen from several lines of which the first is a document of its own), or a JSON text sequence (named
 * so, or seen from its first character). A document that cannot be read is a refusal in its place and does not hurt the
 * others.
 */
export function readBatch(text: string, contentType: string | undefined): Parsed<readonly Document[]> {
  const type = contentType?.toLowerCase() ?? "";
  if (type.includes("json-seq") || withoutMark(text).startsWith(recordSeparator))
    return readEach(text.split(recordSeparator));
  if (/ndjson|jsonl/.test(type)) return readEach(text.split("\n"));
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch {
    const lines = text.trim().split("\n", 2);
    if (lines.length === 2 && parseJson(lines[0] ?? "").ok) return readEach(text.split("\n"));
    return { ok: false, refusal: refuse("invalid_json", { message: "The body is not valid JSON" }) };
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > maximumBatchEvents) return tooMany();
  return { ok: true, value: values.map((one) => () => checked(one)) };
}

/** @param texts of which some may be empty: between two separators there need be nothing */
function readEach(texts: readonly string[]): Parsed<readonly Document[]> {
  const documents = texts.filter((text) => text.trim() !== "");
  if (documents.length > maximumBatchEvents) return tooMany();
  return { ok: true, value: documents.map((document) => () => parseJson(document)) };
}

function checked(value: unknown): Parsed<unknown> {
  const hostile = findHostile(value);
  return hostile === null
    ? { ok: true, value }
    : { ok: false, refusal: refuse("hostile_json", { message: hostile }) };
}
