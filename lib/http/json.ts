import { z } from "zod";
import { type InCamelCase, inCamelCase } from "../words/camelCase";

/** A moment, ISO 8601. */
export const time = z.iso.datetime();

/** A UTC day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A field of an answer with its description. */
export function about<Schema extends z.ZodType>(schema: Schema, description: string) {
  return schema.meta({ description });
}

/** An answer as code has it: `purge_at` is `purgeAt`. What names its own fields, such as data of events, stays as it is. */
export type InCode<Json> = Json extends readonly (infer Item)[]
  ? readonly InCode<Item>[]
  : Json extends object
    ? string extends keyof Json
      ? Json
      : { readonly [Name in keyof Json as InCamelCase<Name>]: InCode<Json[Name]> }
    : Json;

/** An answer as its schema names and orders the fields; what the schema has not is left out. */
export function toJson<Schema extends z.ZodType>(
  schema: Schema,
  value: InCode<z.output<Schema>>,
): z.output<Schema> {
  // What the type says of every field, fromEntries cannot know.
  return named(schema, value) as z.output<Schema>;
}

function named(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodNullable) return value === null ? null : named(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => named(schema.element, item));
  }
  if (!(schema instanceof z.ZodObject)) return value;
  const fields = new Map(Object.entries(value ?? {}));
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, inner]) => [name, named(inner, fields.get(inCamelCase(name)))]),
  );
}
