import { z } from "zod";

type Schema = z.core.JSONSchema.JSONSchema;

/** The descriptions of an object's fields by path, such as `periods[].values`. Fields without one are left out. */
export function documentFields({ shape }: z.ZodObject): Record<string, string> {
  // Made anew from its fields, for a schema with an id is written as a reference to itself.
  return Object.fromEntries(fieldsOf(z.toJSONSchema(z.object(shape)), ""));
}

function fieldsOf(schema: Schema, path: string): [string, string][] {
  const here: [string, string][] =
    path === "" || schema.description === undefined ? [] : [[path, schema.description]];
  const variants = [schema, ...(schema.anyOf ?? [])].filter((one) => typeof one !== "boolean");
  const inside = variants.flatMap(({ properties = {}, items }) => [
    ...Object.entries(properties).map(
      ([name, one]) => [one, path === "" ? name : `${path}.${name}`] as const,
    ),
    ...(typeof items === "object" && !Array.isArray(items) ? [[items, `${path}[]`] as const] : []),
  ]);
  return [...here, ...inside.flatMap(([one, at]) => (typeof one === "boolean" ? [] : fieldsOf(one, at)))];
}
