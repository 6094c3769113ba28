import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { Plan } from "../rules/plan";

/** What is selected for `toOrganization`. */
export const organizationFields = {
  id: true,
  alias: true,
  name: true,
  plan: true,
  billingActive: true,
  createdAt: true,
} as const satisfies Prisma.OrganizationSelect;

type OrganizationRow = Prisma.OrganizationGetPayload<{ select: typeof organizationFields }>;

/** A customer of a paid edition. Times are ISO 8601. */
export interface Organization extends IsoTimes<OrganizationRow> {
  readonly plan: Plan;
}

export function toOrganization(row: OrganizationRow): Organization {
  return { ...isoTimes(row), plan: Plan.parse(row.plan) };
}
