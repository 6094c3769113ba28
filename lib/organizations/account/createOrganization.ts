import { z } from "zod";
import { audited } from "../audit/audited";
import { text } from "../rules/fields";
import { limits } from "../rules/limits";
import { OrganizationProblem } from "../rules/organizationProblem";
import { Plan } from "../rules/plan";
import { organizationFields, toOrganization } from "./organization";

/** In addresses of Postgres.ai's console, too. */
export const Alias = z
  .string("alias")
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "alias");

export const CreateOrganization = z.object({
  alias: Alias,
  name: text("organization-name", { most: limits.organizationName }),
  plan: Plan,
});

/** Creates an organization. */
export const createOrganization = audited(CreateOrganization, async ({ database, now }, wanted) => {
  const [row] = await database.prisma.organization.createManyAndReturn({
    data: { ...wanted, createdAt: now },
    skipDuplicates: true,
    select: organizationFields,
  });
  if (row === undefined) throw new OrganizationProblem("alias-taken", wanted.alias);
  return {
    result: toOrganization(row),
    organizationId: row.id,
    action: "organization created",
    subject: `${wanted.name}, ${wanted.plan}`,
  };
});
