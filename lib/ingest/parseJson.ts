import { type Refusal, refuse } from "./refusal";

/** Beyond anything an engine sends (depth 3, 5 jobs, 40 keys, 1 KB), and small enough to be harmless. */
export const jsonLimits = {
  depth: 8,
  arrayItems: 64,
  objectKeys: 64,
  stringLength: 4096,
  keyLength: 128,
} as const;

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Parses one JSON document and refuses what cannot be kept in its meaning: numbers that are not finite or are
 * integers past 2^53, NUL and lone surrogates (PostgreSQL's jsonb takes neither), `__proto__` keys, and
 * anything past `jsonLimits`.
 */
export function parseJson(text: string): Parsed<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch {
    // V8's message quotes the text, which may hold an identifier.
    return { ok: false, refusal: refuse("invalid_json", { message: "The body is not valid JSON" }) };
  }
  const found = findHostile(value);
  return found === null
    ? { ok: true, value }
    : { ok: false, refusal: refuse("hostile_json", { message: found }) };
}

/** A document without the byte order mark that some programs begin a file in UTF-8 with. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Says what is wrong with a parsed JSON value, or null. Walks with its own stack: depth is the sender's choice. */
export function findHostile(root: unknown): string | null {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === "string") {
      const wrong = hostileText(value, jsonLimits.stringLength, "A string");
      if (wrong !== null) return wrong;
    } else if (typeof value === "number") {
      if (!Number.isFinite(value)) return "A number is too large for double precision";
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        return "An integer is past 2^53 and would lose digits";
    } else if (typeof value === "object" && value !== null) {
      if (depth >= jsonLimits.depth) return `Nested deeper than ${jsonLimits.depth} levels`;
      const wrong = Array.isArray(value)
        ? pushItems(value, depth, waiting)
        : pushFields(value, depth, waiting);
      if (wrong !== null) return wrong;
    }
  }
  return null;
}

function pushItems(
  items: unknown[],
  depth: number,
  waiting: { value: unknown; depth: number }[],
): string | null {
  if (items.length > jsonLimits.arrayItems) return `An array has more than ${jsonLimits.arrayItems} items`;
  for (const item of items) waiting.push({ value: item, depth: depth + 1 });
  return null;
}

function pushFields(
  object: object,
  depth: number,
  waiting: { value: unknown; depth: number }[],
): string | null {
  const entries = Object.entries(object);
  if (entries.length > jsonLimits.objectKeys) return `An object has more than ${jsonLimits.objectKeys} keys`;
  for (const [key, value] of entries) {
    if (key === "__proto__") return "A key is named __proto__";
    const wrong = hostileText(key, jsonLimits.keyLength, "A key");
    if (wrong !== null) return wrong;
    waiting.push({ value, depth: depth + 1 });
  }
  return null;
}

function hostileText(text: string, maximum: number, subject: string): string | null {
  if (text.length > maximum) return `${subject} is longer than ${maximum} characters`;
  if (text.includes("\0")) return `${subject} holds a NUL character`;
  if (!text.isWellFormed()) return `${subject} holds a lone surrogate, which is not valid Unicode`;
  return null;
}
