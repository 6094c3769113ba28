import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { Plan } from "../rules/plan";

export const ChangePlan = z.object({ ...ofOrganization, plan: Plan });

/** Changes the plan. The edition of the organization's instances follows. */
export const changePlan = audited(ChangePlan, async ({ database }, { organizationId, plan }) => {
  await database.prisma.organization.update({ where: { id: organizationId }, data: { plan } });
  await database.withErased
    .updateTable("instance")
    .from("organization_instance as link")
    .whereRef("link.instance_key", "=", "instance.instance_key")
    .where("link.organization_id", "=", organizationId)
    .set({ edition: plan })
    .execute();
  return { result: undefined, organizationId, action: "plan changed", subject: plan };
});
