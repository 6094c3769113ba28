import { keptSentence } from "./describeFields";
import { type EngineVersion, releaseOf } from "./engineVersion";
import type { EventType } from "./eventType";
import { type FieldDocs, fieldDocs, groupDocs } from "./field";
import { exampleInstanceIds, instanceIdSchema } from "./instanceId";
import { z } from "./zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * JSON Schema (2020-12) of an event type's `event_data` as engines send it. Beside the standard keywords each field has
 * `x-field-class`, `x-kept`, and `x-unit` and `x-aliases` where it has such. `x-since` is the engine's first tag that has it:
 * a release candidate where there is no release. Undeclared fields are allowed, and left out.
 */
export function eventDataJsonSchema(type: EventType): JsonSchema {
  const { $schema, ...schema } = toJsonSchema(type.data);
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: `event_data of ${type.name}`,
    description: `${type.sentWhen} ${type.why}`,
    ...schema,
    examples: [type.example],
    "x-since": tagOf(type.since),
  };
}

/** JSON Schema (2020-12) of a whole event of this type, the documented envelope around `event_data`. */
export function requestJsonSchema(type: EventType): JsonSchema {
  const { $schema, ...data } = eventDataJsonSchema(type);
  const { $schema: _, ...instanceId } = z.toJSONSchema(instanceIdSchema);
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: type.title,
    description: `${type.sentWhen} ${type.why}`,
    type: "object",
    properties: {
      instance_id: {
        ...instanceId,
        description: "The ID the engine made for itself at its first start. Kept only as a keyed hash.",
        examples: [exampleInstanceIds[0]],
        "x-field-class": "identifier",
      },
      event_type: { type: "string", enum: [type.name, ...type.aliases] },
      event_data: data,
      event_time: {
        type: "string",
        format: "date-time",
        description:
          "When it happened. No released engine sends it; without it, the time at which the event arrives counts.",
      },
      event_id: {
        type: "string",
        minLength: 1,
        maxLength: 128,
        description:
          "A name the sender gives the event, so that a repeat is counted once. Needs event_time; no released engine sends it.",
      },
    },
    required: ["instance_id", "event_type", "event_data"],
    examples: [{ instance_id: exampleInstanceIds[0], event_type: type.name, event_data: type.example }],
  };
}

function toJsonSchema(schema: z.ZodObject): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const docs = fieldDocs(zodSchema);
      const group = groupDocs(zodSchema);
      if (docs !== undefined) Object.assign(jsonSchema, annotations(docs));
      else if (group !== undefined) {
        Object.assign(jsonSchema, { description: group.what, "x-since": tagOf(group.since) });
      }
    },
  });
}

function annotations(docs: FieldDocs): Record<string, unknown> {
  return {
    description: [docs.what, docs.note].filter((text) => text !== undefined).join(" "),
    examples: [docs.example],
    "x-field-class": docs.class,
    "x-since": tagOf(docs.since),
    "x-kept": keptSentence(docs),
    ...(docs.unit === undefined ? {} : { "x-unit": docs.unit }),
    ...(docs.aliases === undefined ? {} : { "x-aliases": docs.aliases }),
  };
}

/** `3.4.0`, or `4.2.0-rc.3` where that is all there is. */
function tagOf(since: EngineVersion): string {
  return releaseOf(since).tag.replace(/^v/, "");
}
