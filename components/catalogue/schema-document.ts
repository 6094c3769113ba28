import { callJsonSchema, type EngineCall, type EventType, requestJsonSchema } from "@/lib/catalogue";

/** The address of a type's JSON Schema. */
export function schemaAddress(type: EventType, baseUrl: string): string {
  return `${baseUrl}/events/${type.name}/schema.json`;
}

/** The JSON Schema of a whole event of this type as text, named by its own address. */
export function schemaDocument(type: EventType, baseUrl: string): string {
  const { $schema, ...schema } = requestJsonSchema(type);
  return `${JSON.stringify({ $schema, $id: schemaAddress(type, baseUrl), ...schema }, null, 2)}\n`;
}

/** The JSON Schema of a call as text, named by its own address. */
export function callSchemaDocument(call: EngineCall, baseUrl: string): string {
  const { $schema, ...schema } = callJsonSchema(call);
  const $id = `${baseUrl}/calls/${call.name}/schema.json`;
  return `${JSON.stringify({ $schema, $id, ...schema }, null, 2)}\n`;
}
