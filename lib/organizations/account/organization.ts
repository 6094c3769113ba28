import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { selected } from "../../database/selected";
import { Plan } from "../rules/plan";

/** What is selected for `toOrganization`. */
export const organizationFields = selected(
  "id",
  "alias",
  "name",
  "plan",
  "billingActive",
  "privilegedUntil",
  "createdAt",
);

type OrganizationRow = Prisma.OrganizationGetPayload<{ select: typeof organizationFields }>;

/** A customer of a paid edition. Times are ISO 8601. */
export interface Organization extends IsoTimes<OrganizationRow> {
  readonly plan: Plan;
}

export function toOrganization(row: OrganizationRow): Organization {
  return { ...isoTimes(row), plan: Plan.parse(row.plan) };
}
