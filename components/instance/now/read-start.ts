import { z } from "zod";
import type { JsonObject } from "@/lib/catalogue";

const text = z.string().min(1).optional().catch(undefined);
const number = z.number().optional().catch(undefined);

// Engines before 3.4 have no system; what is kept may be of a form that a newer engine sends.
const startSchema = z.object({
  engine_version: text,
  db_engine: text,
  db_version: text,
  pools: z
    .object({ fs_type: text, number, total_size: number, total_used: number })
    .optional()
    .catch(undefined),
  restore: z
    .object({
      mode: text,
      refreshing: text,
      jobs: z.array(z.string()).nullable().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  system: z.object({ cpu: number, total_memory: number, data_used: number }).optional().catch(undefined),
});

export type Start = z.output<typeof startSchema>;

/** What a kept `engine_started` says; what it does not say, or not readably, is undefined. */
export function readStart(data: JsonObject): Start {
  return startSchema.parse(data);
}
