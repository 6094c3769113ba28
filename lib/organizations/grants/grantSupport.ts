import { randomUUID } from "node:crypto";
import { z } from "zod";
import { audited } from "../audit/audited";
import { numeric, ofOrganization, text } from "../rules/fields";
import { limits } from "../rules/limits";
import { OrganizationProblem } from "../rules/organizationProblem";

export const GrantSupport = z.object({
  ...ofOrganization,
  reason: text("grant-reason", limits.reason),
  hours: numeric(z.number("grant-hours").min(1, "grant-hours").max(limits.grantHours, "grant-hours")),
  /** Numbers of instances. */
  instances: z
    .array(numeric(z.int("grant-instances")), "grant-instances")
    .min(1, "grant-instances")
    .max(limits.grantInstances, "grant-instances")
    .transform((numbers) => [...new Set(numbers)]),
});

/** Lets support look at instances of the organization for some hours. @returns the grant's id */
export const grantSupport = audited(GrantSupport, async ({ database, actor, now }, wanted) => {
  const { organizationId, reason, hours, instances } = wanted;
  const links = await database.prisma.organizationInstance.findMany({
    where: { organizationId, number: { in: instances } },
    select: { instanceKey: true },
  });
  if (links.length !== instances.length) throw new OrganizationProblem("not-linked");
  const id = randomUUID();
  const endsAt = new Date(now.getTime() + hours * 3_600_000);
  await database.prisma.supportGrant.create({
    data: { id, organizationId, reason, grantedBy: actor, grantedAt: now, endsAt },
  });
  await database.prisma.supportGrantInstance.createMany({
    data: links.map((link) => ({ grantId: id, ...link })),
  });
  const said = instances.map((number) => `instance ${number}`).join(", ");
  return {
    result: id,
    organizationId,
    grantId: id,
    action: "support granted",
    subject: `${said}, until ${endsAt.toISOString()}: ${reason}`,
  };
});
