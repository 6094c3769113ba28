/** JSON as the catalogue hands it out. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export type JsonObject = { [name: string]: JsonValue };

/** Whether JSON is an object: neither a list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
