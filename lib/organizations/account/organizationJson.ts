import { z } from "zod";
import { about, time } from "../rules/json";
import { plans } from "../rules/plan";
import type { Organization } from "./organization";

/** An organization, as it sees itself. */
export const organizationJsonSchema = z.object({
  alias: z.string(),
  name: z.string(),
  plan: about(z.enum(plans), "The edition of its instances follows from it."),
  billing_active: z.boolean(),
  created_at: time,
});

export function toOrganizationJson(organization: Organization): z.output<typeof organizationJsonSchema> {
  const { alias, name, plan, billingActive, createdAt } = organization;
  return { alias, name, plan, billing_active: billingActive, created_at: createdAt };
}
