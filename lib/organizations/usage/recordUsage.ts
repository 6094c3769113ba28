import type { z } from "zod";
import type { telemetryUsage } from "../../catalogue/calls/telemetryUsage";
import type { OrganizationContext } from "../rules/context";

/** What an engine reports every hour. Sizes in bytes. */
export type Usage = z.output<typeof telemetryUsage.body>["event_data"];

interface Report {
  readonly key: string;
  readonly organizationId: number;
  readonly usage: Usage;
}

/**
 * Stores a usage report. Of several in an hour (UTC) the last counts, whichever is stored first: an engine reports at its
 * start and every hour after, and a restart must not be billed twice.
 */
export async function recordUsage(
  { database, now }: Pick<OrganizationContext, "database" | "now">,
  { key, organizationId, usage }: Report,
): Promise<void> {
  await database.sql
    .insertInto("usage_hour")
    .values({
      instance_key: key,
      hour: new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000),
      organization_id: organizationId,
      cpu: usage.cpu,
      total_memory: usage.total_memory,
      data_size: usage.data_size,
      reported_at: now,
    })
    .onConflict((on) =>
      on
        .columns(["instance_key", "hour"])
        .doUpdateSet((row) => ({
          organization_id: row.ref("excluded.organization_id"),
          cpu: row.ref("excluded.cpu"),
          total_memory: row.ref("excluded.total_memory"),
          data_size: row.ref("excluded.data_size"),
          reported_at: row.ref("excluded.reported_at"),
        }))
        .where(({ or, eb, ref }) =>
          or([
            eb("usage_hour.reported_at", "is", null),
            eb("usage_hour.reported_at", "<=", ref("excluded.reported_at")),
          ]),
        ),
    )
    .execute();
}
