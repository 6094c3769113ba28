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
 * Stores a usage report. Of several in an hour (UTC) the last counts: an engine reports at its start and every hour
 * after, and a restart must not be billed twice.
 */
export async function recordUsage(
  { database, now }: Pick<OrganizationContext, "database" | "now">,
  { key: instanceKey, organizationId, usage }: Report,
): Promise<void> {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  const reported = {
    organizationId,
    cpu: usage.cpu,
    totalMemory: usage.total_memory,
    dataSize: usage.data_size,
  };
  await database.prisma.usageHour.upsert({
    where: { instanceKey_hour: { instanceKey, hour } },
    create: { instanceKey, hour, ...reported },
    update: reported,
  });
}
