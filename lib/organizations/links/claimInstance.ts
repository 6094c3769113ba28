import { z } from "zod";
import { instanceIdSchema } from "../../catalogue";
import { readOrganization } from "../account/readOrganization";
import type { OrganizationContext } from "../rules/context";
import { ofOrganization, parseInput, type Unparsed } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";
import { linkInstance } from "./linkInstance";

const InstanceId = z
  .string("instance-id")
  .trim()
  .refine((id) => instanceIdSchema.safeParse(id).success, "instance-id");

export const ClaimInstance = z.object({ ...ofOrganization, instanceId: InstanceId });

/**
 * Links an instance to an organization without a call of its engine: for the operator, who knows whose it is. The log says
 * who did it.
 * @throws OrganizationProblem for an instance of another organization, or of nobody, and for what is not an instance ID
 */
export async function claimInstance(
  context: OrganizationContext,
  input: Unparsed<typeof ClaimInstance>,
): Promise<void> {
  const { organizationId, instanceId } = parseInput(ClaimInstance, input);
  const organization = await readOrganization(context, { id: organizationId });
  if (organization === null) throw new OrganizationProblem("no-organization");
  const { plan } = organization;
  const key = context.pseudonyms.lookUpKey(instanceId);
  const wanted = { organizationId, plan, key, instanceId, registration: null, isClaim: true };
  if ((await linkInstance(context, wanted)) === null) throw new OrganizationProblem("of-another");
}
