import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";

export const ChangeBilling = z.object({ ...ofOrganization, state: z.enum(["on", "off"], "billing") });

/** Switches billing on or off; engines are told with their next usage report. */
export const changeBilling = audited(ChangeBilling, async ({ database }, { organizationId, state }) => {
  const billingActive = state === "on";
  await database.prisma.organization.update({ where: { id: organizationId }, data: { billingActive } });
  const subject = billingActive ? "active" : "not active";
  return { result: undefined, organizationId, action: "billing changed", subject };
});
