import {
  catalogue,
  describeFields,
  type Fate,
  type FieldDescription,
  type FieldDocs,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../catalogue";
import { type FieldNode, fieldTree } from "../../catalogue/fieldTree";
import type { TimelineEvent } from "./types";

/** A field of a stored event: what is kept of it and what the catalogue says about it. */
export interface EventField {
  /** Dotted, such as `pools.total_size`; of what was left out as it is in `leftOut`: `event_data.color`. */
  readonly path: string;
  readonly fate: Fate | "left out";
  /** As it is kept; null for what was left out. */
  readonly value: JsonValue;
  /** Null for what the catalogue does not know, or not any more. */
  readonly docs: Pick<FieldDescription, "type" | "class" | "what" | "why" | "unit" | "kept" | "note"> | null;
}

/** A stored event with its documentation. */
export interface EventDescription {
  readonly type: string;
  readonly title: string;
  /** Null for a type that the catalogue does not know any more, like `why`. */
  readonly sentWhen: string | null;
  readonly why: string | null;
  /** In the engine's order, then what the catalogue does not know, then what was left out. */
  readonly fields: readonly EventField[];
}

/** Describes a stored event field by field. Runs in the browser too. */
export function describeEvent({ type: name, data, leftOut }: TimelineEvent): EventDescription {
  const type = catalogue.find(name);
  const described = new Map((type ? describeFields(type) : []).map((field) => [field.path, field]));
  const kept = describeNodes(type ? fieldTree(type.data) : [], data, "").map(
    (field): EventField => ({ ...field, docs: described.get(field.path) ?? null }),
  );
  const left = leftOut.map((path): EventField => ({ path, fate: "left out", value: null, docs: null }));
  return {
    type: name,
    title: type?.title ?? name,
    sentWhen: type?.sentWhen ?? null,
    why: type?.why ?? null,
    fields: [...kept, ...left],
  };
}

/** A stored event in the form in which engines send events, with what is kept in the place of what was sent. */
export function enginePayload({ type, data }: TimelineEvent, instanceId: string): JsonObject {
  return { instance_id: instanceId, event_type: type, event_data: data };
}

function describeNodes(
  nodes: readonly FieldNode[],
  data: JsonObject,
  prefix: string,
): Omit<EventField, "docs">[] {
  const declared = nodes.flatMap((node): Omit<EventField, "docs">[] => {
    const value = data[node.name];
    if (value === undefined) return [];
    const path = prefix + node.name;
    if (node.kind === "field") return [{ path, value, fate: fateOf(node.docs, value) }];
    return isJsonObject(value)
      ? describeNodes(node.children, value, `${path}.`)
      : [{ path, value, fate: "kept" }];
  });
  const others = Object.entries(data).filter(([name]) => nodes.every((node) => node.name !== name));
  return [
    ...declared,
    ...others.map(([name, value]) => ({ path: prefix + name, value, fate: "kept" }) as const),
  ];
}

/** What is kept in the place of a text that is not known or has not the documented form. */
const lengthOnly = /^other \(\d+ characters\)$/;

function fateOf(docs: FieldDocs, value: JsonValue): Fate {
  if (value === null) return "kept";
  if (docs.class === "identifier") return "hashed";
  const isFolded = [value].flat().some((text) => typeof text === "string" && isLengthOnly(docs, text));
  if (isFolded) return "folded";
  return docs.class === "technical" ? "kept" : "known text";
}

function isLengthOnly(docs: FieldDocs, text: string): boolean {
  if (!lengthOnly.test(text)) return false;
  if (docs.class === "technical") return docs.form?.pattern.test(text) === false;
  return docs.class === "free text" && !docs.knownTexts.includes(text);
}
