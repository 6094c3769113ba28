import type { EventType } from "./eventType";
import type { FieldDocs } from "./field";
import { type FieldNode, fieldTree } from "./fieldTree";
import type { JsonObject, JsonValue } from "./json";

/** What is stored of an event's data: JSON, declared fields only. */
export type KeptData = JsonObject;

/**
 * Copies what is kept of an event's data into a fresh object: technical fields as they are (texts in their documented form), identifiers hashed, free text
 * only where it is known. Null stays null and absent stays absent.
 * @param data what `type.data` parsed
 * @param hashIdentifier a keyed hash; the same value must give the same hash
 * @throws TypeError when a value is not what the schema lets through
 */
export function keep(
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  hashIdentifier: (value: string) => string,
): KeptData {
  return keepNodes(fieldTree(type.data), data, hashIdentifier);
}

/** A free text as it is kept: itself if it is known, else how long it was (in Unicode code points). */
export function keepText(text: string, knownTexts: readonly string[]): string {
  return knownTexts.includes(text) ? text : lengthOnly(text);
}

function lengthOnly(text: string): string {
  return `other (${[...text].length} characters)`;
}

function keepNodes(
  nodes: readonly FieldNode[],
  data: Readonly<Record<string, unknown>>,
  hashIdentifier: (value: string) => string,
): KeptData {
  const kept: KeptData = {};
  for (const node of nodes) {
    const value = data[node.name];
    if (value === undefined) continue;
    if (value === null) kept[node.name] = null;
    else if (node.kind === "field") kept[node.name] = keepValue(node.docs, value, hashIdentifier);
    else if (isRecord(value)) kept[node.name] = keepNodes(node.children, value, hashIdentifier);
    else throw new TypeError(`${node.name} is not an object`);
  }
  return kept;
}

function keepValue(docs: FieldDocs, value: unknown, hashIdentifier: (value: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => keepValue(docs, item, hashIdentifier));
  if (docs.class === "technical") {
    if (typeof value === "string" && docs.form?.pattern.test(value) === false) return lengthOnly(value);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    throw new TypeError("A technical field holds a string, a number or a boolean");
  }
  if (typeof value !== "string") throw new TypeError(`A field of class ${docs.class} holds a string`);
  if (docs.class === "identifier") return hashIdentifier(value);
  return keepText(value, docs.knownTexts);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
