import { z } from "zod";
import type { Database } from "../../database/types";

/** What an engine reports every hour. Sizes in bytes. */
export const usageSchema = z.object({
  cpu: z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(65_535, "is larger than any machine"),
  total_memory: z.int("must be a whole number").min(0, "must not be negative"),
  data_size: z.int("must be a whole number").min(0, "must not be negative"),
});

export type Usage = z.output<typeof usageSchema>;

/**
 * Stores a usage report. Of several in an hour (UTC) the last counts: an engine reports at its start and every hour
 * after, and a restart must not be billed twice.
 */
export async function recordUsage(
  database: Pick<Database, "query">,
  {
    key,
    organizationId,
    usage,
    now,
  }: {
    readonly key: string;
    readonly organizationId: number;
    readonly usage: Usage;
    readonly now: Date;
  },
): Promise<void> {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000).toISOString();
  await database.query(
    `insert into usage_hour (instance_key, hour, organization_id, cpu, total_memory, data_size)
     values ($1::uuid, $2::timestamptz, $3::integer, $4::integer, $5::bigint, $6::bigint)
     on conflict (instance_key, hour) do update set organization_id = excluded.organization_id, cpu = excluded.cpu,
       total_memory = excluded.total_memory, data_size = excluded.data_size`,
    [key, hour, organizationId, usage.cpu, usage.total_memory, usage.data_size],
  );
}
