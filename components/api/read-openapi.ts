import type { oas31 } from "zod-openapi";
import { limitsOf } from "@/lib/catalogue/describeFields";
import { hasTerms, queryTerms } from "@/lib/search/terms";

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

/** The operation of this name. */
export function findOperation(document: OpenApiDocument, id: string): Operation | undefined {
  return operationsByTag(document)
    .flatMap(({ operations }) => operations)
    .find((one) => one.id === id);
}

/** The schemas that what an operation takes and answers refers to, each once, in that order. */
export function schemasOf(
  document: OpenApiDocument,
  { requestBody, responses }: oas31.OperationObject,
): NamedSchema[] {
  const bodies = [requestBody, ...Object.values(responses ?? {})].flatMap((body): oas31.MediaTypeObject[] =>
    body !== undefined && "content" in body ? Object.values(body.content ?? {}) : [],
  );
  const names = new Set(bodies.flatMap(({ schema }) => refsIn(schema)));
  return [...names].map((name) => namedSchema(document, name));
}

/** The schema of this name, as a reader sees it. */
export function namedSchema(document: OpenApiDocument, name: string): NamedSchema {
  const schema = resolve(document, { $ref: `#/components/schemas/${name}` });
  const oneOf = (schema.oneOf ?? []).flatMap((variant) => refName(variant) ?? []);
  const fields =
    oneOf.length === 0
      ? flattenFields(document, schema)
      : // What differs is on the page of each variant.
        mergeFields(
          variantsOf(document, schema).map((variant) =>
            flattenFields(document, variant).filter(({ path }) => !path.startsWith(`${dataField}.`)),
          ),
        );
  return { name, description: schema.description ?? "", fields, oneOf };
}

const dataField = "event_data";

function refsIn(schema: SchemaOrRef | undefined): string[] {
  const name = refName(schema);
  if (name !== undefined) return [name];
  if (schema === undefined || isRef(schema)) return [];
  return [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap(refsIn);
}

/** Operations whose path, summary, method or group has every word of a text. */
export function findOperations(document: OpenApiDocument, text: string): ReturnType<typeof operationsByTag> {
  const terms = queryTerms(text);
  return operationsByTag(document)
    .map(({ tag, operations }) => ({
      tag,
      operations: operations.filter(({ method, path, id, operation }) => {
        const said = [method, path, id, operation.summary, operation.description, tag.name].join("\n");
        return hasTerms(terms, said);
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
}

/** The security schemes of which one is needed; empty where anybody may call. */
export function credentialsOf(document: OpenApiDocument, { security }: oas31.OperationObject): string[] {
  const schemes = document.components?.securitySchemes ?? {};
  return (security ?? []).flatMap((one) =>
    Object.keys(one).flatMap((name) => {
      const scheme = schemes[name];
      if (scheme === undefined || isRef(scheme)) return [];
      const header = scheme.type === "apiKey" ? `\`${scheme.name}\`` : "`Authorization: Bearer …`";
      return [`${header}: ${scheme.description ?? ""}`];
    }),
  );
}

/** Whether it can be called without any of its credentials. */
export function isOpen({ security = [] }: oas31.OperationObject): boolean {
  return (
    security.every((one) => Object.keys(one).length === 0) ||
    security.some((one) => Object.keys(one).length === 0)
  );
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

function isRef(schema: object): schema is oas31.ReferenceObject {
  return "$ref" in schema;
}
