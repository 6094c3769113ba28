import type { EventType } from "./eventType";
import type { FieldClass } from "./field";
import { type FieldNode, fieldTree } from "./fieldTree";
import { isJsonObject, type JsonValue } from "./json";
import type { KeptData } from "./keep";

/** What became of a value. `folded`: of a text that is not known, or not of the documented form, only the length is kept. */
export type Fate = "kept" | "hashed" | "known text" | "folded";

/** A field of an event, as it was sent and as it is kept. */
export interface KeptField {
  /** Dotted, such as `pools.total_size`. */
  readonly path: string;
  readonly class: FieldClass;
  readonly sent: JsonValue;
  readonly kept: JsonValue;
  readonly fate: Fate;
}

/**
 * Lays what was sent beside what is kept of it, field by field in the declared order. Fields that were not sent are left out.
 * @param data what `type.data` parsed
 * @param kept what `keep` made of `data`
 */
export function describeKept(
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  kept: KeptData,
): KeptField[] {
  return describeNodes(fieldTree(type.data), data, kept, "");
}

function describeNodes(
  nodes: readonly FieldNode[],
  data: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, JsonValue>>,
  prefix: string,
): KeptField[] {
  return nodes.flatMap((node): KeptField[] => {
    const sent = data[node.name] as JsonValue | undefined;
    const stored = kept[node.name];
    if (sent === undefined || stored === undefined) return [];
    const path = prefix + node.name;
    if (node.kind === "field") {
      const fate = sent === null ? "kept" : fateOf(node.docs.class, sent, stored);
      return [{ path, class: node.docs.class, sent, kept: stored, fate }];
    }
    if (!isJsonObject(sent) || !isJsonObject(stored)) return [];
    return describeNodes(node.children, sent, stored, `${path}.`);
  });
}

function fateOf(fieldClass: FieldClass, sent: JsonValue, kept: JsonValue): Fate {
  if (fieldClass === "identifier") return "hashed";
  if (JSON.stringify(sent) !== JSON.stringify(kept)) return "folded";
  return fieldClass === "technical" ? "kept" : "known text";
}
