import type { oas31 } from "zod-openapi";
import { limitsOf } from "@/lib/catalogue/describeFields";

type Schema = oas31.SchemaObject;
type SchemaOrRef = Schema | oas31.ReferenceObject;

export type OpenApiDocument = oas31.OpenAPIObject;

/** A field of a schema, with objects inside it laid flat: `event_data.pools.number`, `results[].status`. */
export interface SchemaField {
  readonly path: string;
  /** `string`, `integer`, `string[]`, `string or null` … */
  readonly type: string;
  /** Whether it is there in every document. */
  readonly required: boolean;
  readonly description: string;
  /** Its values where they are a closed list, as JSON. */
  readonly values: readonly string[];
  /** `at most 128 characters`, `0 to 10,000`; empty where there is nothing to say. */
  readonly limits: string;
  readonly unit: string;
}

/** A named schema of the document. */
export interface NamedSchema {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly SchemaField[];
  /** Names of the schemas it is one of. */
  readonly oneOf: readonly string[];
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly operation: oas31.OperationObject;
}

/** The operations under each tag, in the document's order. */
export function operationsByTag(
  document: OpenApiDocument,
): { tag: oas31.TagObject; operations: Operation[] }[] {
  const all = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (["get", "post", "put", "patch", "delete"] as const).flatMap((method): Operation[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      return [
        { method: method.toUpperCase(), path, id: operation.operationId ?? `${method}-${path}`, operation },
      ];
    }),
  );
  return (document.tags ?? []).map((tag) => ({
    tag,
    operations: all.filter(({ operation }) => operation.tags?.includes(tag.name)),
  }));
}

/** The schemas a reader can be sent to: all but those that are only ever shown inside another one's fields. */
export function namedSchemas(document: OpenApiDocument): NamedSchema[] {
  const components = Object.entries(document.components?.schemas ?? {});
  const inside = new Set(
    components.flatMap(([, schema]) =>
      isRef(schema)
        ? []
        : Object.values(schema.properties ?? {}).flatMap((property) => refName(property) ?? []),
    ),
  );
  return components
    .filter(([name]) => !inside.has(name))
    .map(([name, component]) => {
      const schema = resolve(document, component);
      return {
        name,
        description: schema.description ?? "",
        fields: flattenFields(document, schema),
        oneOf: (schema.oneOf ?? []).flatMap((variant) => refName(variant) ?? []),
      };
    });
}

/** The name of the component a reference points to. */
export function refName(schema: SchemaOrRef | undefined): string | undefined {
  return schema !== undefined && isRef(schema) ? schema.$ref.split("/").at(-1) : undefined;
}

function flattenFields(document: OpenApiDocument, schema: Schema, prefix = "", isHere = true): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix + name;
    const required = isHere && (schema.required?.includes(name) ?? false);
    return flattenProperty(document, resolve(document, property), path, required);
  });
}

function flattenProperty(
  document: OpenApiDocument,
  schema: Schema,
  path: string,
  required: boolean,
): SchemaField[] {
  const variants = variantsOf(
    document,
    schema.items === undefined ? schema : resolve(document, schema.items),
  );
  const inner = `${path}${schema.items === undefined ? "" : "[]"}.`;
  const fields = mergeFields(variants.map((variant) => flattenFields(document, variant, inner, required)));
  const isGroup = variants.some((variant) => variant.properties !== undefined);
  const itself: SchemaField = {
    path,
    type: typeInWords(document, schema),
    required,
    description: schema.description ?? "",
    values: [...new Set(valuesOf(document, schema))],
    limits: limitsInWords(schema),
    unit: typeof schema["x-unit" as never] === "string" ? schema["x-unit" as never] : "",
  };
  return isGroup && schema.items === undefined && fields.length > 0 ? fields : [itself, ...fields];
}

function mergeFields(variants: readonly SchemaField[][]): SchemaField[] {
  const merged = new Map<string, SchemaField>();
  for (const field of variants.flat()) {
    const same = merged.get(field.path);
    const inAll = variants.every((fields) =>
      fields.some(({ path, required }) => path === field.path && required),
    );
    merged.set(field.path, {
      ...(same ?? field),
      values: [...new Set([...(same?.values ?? []), ...field.values])],
      required: inAll,
    });
  }
  return [...merged.values()];
}

function variantsOf(document: OpenApiDocument, schema: Schema): Schema[] {
  const variants = schema.anyOf ?? schema.oneOf;
  return variants === undefined ? [schema] : variants.map((variant) => resolve(document, variant));
}

function typeInWords(document: OpenApiDocument, schema: Schema): string {
  if (schema.items !== undefined) return `${typeInWords(document, resolve(document, schema.items))}[]`;
  if (schema.type !== undefined) {
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    // Null comes last, whatever the order: "string or null".
    const names = [...types.filter((type) => type !== "null"), ...types.filter((type) => type === "null")];
    return names.join(" or ") + (schema.format === undefined ? "" : ` (${schema.format})`);
  }
  const names = variantsOf(document, schema)
    .filter((variant) => variant !== schema)
    .map((variant) => typeInWords(document, variant));
  return names.length === 0 ? "any" : [...new Set(names)].join(" or ");
}

function valuesOf(document: OpenApiDocument, schema: Schema): string[] {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value));
  if (schema.items !== undefined) return valuesOf(document, resolve(document, schema.items));
  return variantsOf(document, schema)
    .filter((variant) => variant !== schema)
    .flatMap((variant) => valuesOf(document, variant));
}

function limitsInWords({ minimum, maximum, maxLength, maxItems }: Schema): string {
  // The largest integer JSON carries exactly is no limit anybody chose.
  const upper = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  return limitsOf({ minimum, maximum: upper, maxLength, maxItems }) ?? "";
}

function resolve(document: OpenApiDocument, schema: SchemaOrRef): Schema {
  const name = refName(schema);
  if (name === undefined) return schema as Schema;
  const target = document.components?.schemas?.[name];
  if (target === undefined) throw new Error(`The document has no schema ${name}`);
  return resolve(document, target);
}

function isRef(schema: SchemaOrRef): schema is oas31.ReferenceObject {
  return "$ref" in schema;
}
