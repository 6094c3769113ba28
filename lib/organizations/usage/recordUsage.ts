import { z } from "zod";
import { about } from "../../http/json";
import type { OrganizationContext } from "../rules/context";

const whole = z.int("must be a whole number").min(0, "must not be negative");

/** What an engine reports every hour. Sizes in bytes. */
export const Usage = z.object({
  cpu: about(whole.max(65_535, "is larger than any machine"), "Logical CPUs."),
  total_memory: about(whole, "Memory, in bytes."),
  data_size: about(whole, "Used part of the pools, in bytes."),
});
export type Usage = z.output<typeof Usage>;

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
