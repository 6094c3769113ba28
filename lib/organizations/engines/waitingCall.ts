import { z } from "zod";
import { telemetryUsage } from "../../catalogue/calls/telemetryUsage";
import { readOrganization } from "../account/readOrganization";
import { linkInstance } from "../links/linkInstance";
import type { OrganizationContext } from "../rules/context";
import { recordUsage } from "../usage/recordUsage";

/** A registration or a usage report that was answered while the database was away: what has to be done of it later. */
export const WaitingCall = z.object({
  /** When it was received. */
  at: z.iso.datetime(),
  organizationId: z.int(),
  key: z.uuid(),
  instanceId: z.string(),
  /** Of a registration. */
  registration: z.object({ project: z.string().nullable() }).nullable(),
  /** Of a usage report. */
  usage: telemetryUsage.body.shape.event_data.nullable(),
});

export type WaitingCall = z.output<typeof WaitingCall>;

/**
 * Does what waited, as of the time of its receipt. Done twice it changes nothing more: an instance is linked once, and a
 * report is its hour's.
 * @param context of now
 * @returns false where it never can be done: the instance is another organization's
 */
export async function doWaitingCall(context: OrganizationContext, waiting: WaitingCall): Promise<boolean> {
  const { at, organizationId, key, instanceId, registration, usage } = waiting;
  const then = { ...context, now: new Date(at) };
  const organization = await readOrganization(context, { id: organizationId });
  if (organization === null) return false;
  const { plan } = organization;
  const linked = await linkInstance(then, { organizationId, plan, key, instanceId, registration });
  if (linked === null) return false;
  if (usage !== null) await recordUsage(then, { key, organizationId, usage });
  return true;
}
