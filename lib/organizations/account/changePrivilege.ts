import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";

/** A day (UTC), `YYYY-MM-DD`, or an empty text for none. */
const Until = z.union([z.iso.date("until"), z.literal("")], "until");

export const ChangePrivilege = z.object({ ...ofOrganization, until: Until });

/** Says until when an organization has privileges, or that there is no such end; engines are told with their next usage report. */
export const changePrivilege = audited(ChangePrivilege, async ({ database }, { organizationId, until }) => {
  const privilegedUntil = until === "" ? null : new Date(`${until}T00:00:00Z`);
  await database.prisma.organization.update({ where: { id: organizationId }, data: { privilegedUntil } });
  return { result: undefined, organizationId, action: "privilege changed", subject: until || "no end" };
});
