import { type EngineVersion, engineVersions } from "../engineVersion";
import { isJsonObject, type JsonValue } from "../json";
import type { JsonSchema } from "../jsonSchema";
import { z } from "../zod";
import { commonHeaders, type EngineCall } from "./engineCall";

/** A part of a body or an answer, as pages show it. */
export interface PartDescription {
  /** Dotted, with `[]` for the items of a list; empty for a body that has no parts. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly what: string;
  /** Empty where the parts are documented elsewhere. */
  readonly kept: string;
  readonly example: JsonValue | undefined;
  readonly since: EngineVersion;
}

/** Every part of a call's body or answer, in the order in which they are declared. */
export function describeParts(call: EngineCall, of: "body" | "answer"): PartDescription[] {
  return flatten(schemaOf(call[of]), { path: "", required: true, since: call.since });
}

type Schema = z.core.JSONSchema.BaseSchema;

function flatten(
  schema: Schema,
  { path, required, since }: Pick<PartDescription, "path" | "required" | "since">,
): PartDescription[] {
  const variants = schema.anyOf ?? [schema];
  const value = variants.find(({ type }) => type !== "null") ?? schema;
  const items = value.type === "array" && isSchema(value.items) ? value.items : undefined;
  const { properties, required: needed = [] } = items ?? value;
  if (properties !== undefined) {
    const prefix = `${path}${items === undefined ? "" : "[]"}${path === "" ? "" : "."}`;
    return Object.entries(properties).flatMap(([name, inner]) =>
      isSchema(inner)
        ? flatten(inner, { path: prefix + name, required: required && needed.includes(name), since })
        : [],
    );
  }
  const { "x-kept": kept = "", "x-since": later, examples = [], description = "" } = schema;
  return [
    {
      path,
      type: `${value.type ?? "any"}${variants.length > 1 ? " or null" : ""}`,
      required,
      what: description,
      kept: String(kept),
      example: examples[0] as JsonValue | undefined,
      since: engineVersions.find((version) => version === later) ?? since,
    },
  ];
}

function isSchema(schema: Schema | boolean | readonly unknown[] | undefined): schema is Schema {
  return typeof schema === "object" && !Array.isArray(schema);
}

function schemaOf(schema: z.ZodType): Schema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
  return json;
}

/** JSON Schema (2020-12) of a call: its body, and under `$defs` its answer. */
export function callJsonSchema(call: EngineCall): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: call.title,
    description: `${call.sentWhen} ${call.why}`,
    ...schemaOf(call.body),
    examples: [call.example],
    "x-since": call.since,
    "x-kept": call.kept,
    $defs: { answer: { ...schemaOf(call.answer), examples: [call.answered] } },
  };
}

/** The example of a call's body as text, as an engine sends it. */
export function exampleBody({ example }: EngineCall): string {
  return isJsonObject(example) ? JSON.stringify(example) : String(example);
}

/**
 * A call as the newest engine makes it to `baseUrl` + `/api`, with everything configured that it can have. Line ends are LF,
 * for reading; on the wire they are CRLF.
 */
export function callRequest(call: EngineCall, baseUrl: string): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/api/rpc/${call.name}`);
  const body = exampleBody(call);
  const own = [...call.headers, ...commonHeaders].map(({ name, example }) => [name, example] as const);
  // Go's client writes headers in the order of their names.
  const headers = [
    ["Host", url.host],
    ["User-Agent", "Go-http-client/1.1"],
    ["Content-Length", String(new TextEncoder().encode(body).length)],
    ...own.toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ["Accept-Encoding", "gzip"],
  ];
  const head = [`POST ${url.pathname} HTTP/1.1`, ...headers.map((header) => header.join(": "))];
  return `${head.join("\n")}\n\n${body}`;
}
