import { z } from "zod";

/** A moment, ISO 8601. */
export const time = z.iso.datetime();

/** A field of an answer with its description. */
export function about<Schema extends z.ZodType>(schema: Schema, description: string) {
  return schema.meta({ description });
}
