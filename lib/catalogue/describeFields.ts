import { sayExact } from "../words/sayNumbers";
import type { EngineVersion } from "./engineVersion";
import type { EventType } from "./eventType";
import type { FieldClass, FieldDocs } from "./field";
import { type FieldLeaf, type FieldNode, fieldTree } from "./fieldTree";
import type { JsonValue } from "./json";
import { z } from "./zod";

/** All there is to say about a field, for pages, tables and API documentation. Null where there is nothing to say. */
export interface FieldDescription {
  /** Dotted, such as `pools.total_size`. */
  readonly path: string;
  /** `string`, `integer`, `number`, `boolean`, `string[]` …, with ` or null` where null is sent. */
  readonly type: string;
  /** Whether every event of the type has it, whatever engine sends it. */
  readonly required: boolean;
  /** The values of an enumeration, or of the items of a list of them. */
  readonly values: readonly string[] | null;
  /** The limits of a value in words, such as `0 to 65,535` or `at most 512 characters`. */
  readonly limits: string | null;
  readonly unit: string | null;
  readonly class: FieldClass;
  readonly what: string;
  readonly why: string;
  readonly example: JsonValue;
  readonly since: EngineVersion;
  /** What is kept of it, in a sentence. */
  readonly kept: string;
  /** The texts that are kept of free text. */
  readonly knownTexts: readonly string[] | null;
  /** Other spellings that are accepted. */
  readonly aliases: readonly string[];
  readonly changed: readonly { readonly version: EngineVersion; readonly what: string }[];
  readonly note: string | null;
}

/** Every declared field of an event type, in the order in which engines send them. */
export function describeFields(type: EventType): FieldDescription[] {
  return describeNodes(fieldTree(type.data), "", true);
}

function describeNodes(nodes: readonly FieldNode[], prefix: string, required: boolean): FieldDescription[] {
  return nodes.flatMap((node) => {
    const path = prefix + node.name;
    const here = required && !node.optional;
    if (node.kind === "field") return [describeLeaf(node, path, here)];
    return describeNodes(node.children, `${path}.`, here && !node.nullable);
  });
}

function describeLeaf(
  { schema, docs, nullable }: FieldLeaf,
  path: string,
  required: boolean,
): FieldDescription {
  const json = z.toJSONSchema(schema, { io: "input" });
  const value = itemsOf(json) ?? json;
  return {
    path,
    type: `${value.type}${value === json ? "" : "[]"}${nullable ? " or null" : ""}`,
    required,
    values: value.enum?.map(String) ?? null,
    limits: limitsOf(json),
    unit: docs.unit ?? null,
    class: docs.class,
    what: docs.what,
    why: docs.why,
    example: docs.example as JsonValue,
    since: docs.since,
    kept: keptSentence(docs),
    knownTexts: docs.class === "free text" ? docs.knownTexts : null,
    aliases: docs.aliases ?? [],
    changed: docs.changed ?? [],
    note: docs.note ?? null,
  };
}

/** What is kept of a field, in a sentence. */
export function keptSentence(docs: FieldDocs): string {
  switch (docs.class) {
    case "technical":
      return docs.form === undefined
        ? "Kept as sent."
        : `Kept as sent if it is ${docs.form.words}; of anything else only its length is kept.`;
    case "identifier":
      return "Kept only as a keyed hash; the value itself is never stored.";
    case "free text":
      return `Kept if it is one of ${docs.knownTexts.length} known texts; of any other text only its length is kept.`;
  }
}

type Limits = { readonly [Name in "minimum" | "maximum" | "maxLength" | "maxItems"]?: number | undefined };

function itemsOf(json: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema | undefined {
  const { items } = json;
  return typeof items === "object" && !Array.isArray(items) ? items : undefined;
}

/** The limits of a value in words; null without any. */
export function limitsOf({ minimum, maximum, maxLength, maxItems }: Limits): string | null {
  if (maxItems !== undefined) return `at most ${sayExact(maxItems)} items`;
  if (maxLength !== undefined) return `at most ${sayExact(maxLength)} characters`;
  if (minimum !== undefined && maximum !== undefined) return `${sayExact(minimum)} to ${sayExact(maximum)}`;
  if (minimum !== undefined) return `${sayExact(minimum)} or more`;
  return maximum === undefined ? null : `at most ${sayExact(maximum)}`;
}
