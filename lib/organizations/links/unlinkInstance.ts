import { z } from "zod";
import { audited } from "../audit/audited";
import { instanceNumber, ofOrganization } from "../rules/fields";
import { findLink } from "./findLink";
import { setEdition } from "./setEdition";

export const UnlinkInstance = z.object({ ...ofOrganization, number: instanceNumber });

/** Gives an instance free: it is the Community Edition's again, and opens by its ID. */
export const unlinkInstance = audited(UnlinkInstance, async ({ database }, { organizationId, number }) => {
  const { prisma } = database;
  const { key: instanceKey } = await findLink({ database }, { organizationId, number });
  await prisma.supportGrantInstance.deleteMany({ where: { instanceKey } });
  await prisma.organizationInstance.delete({ where: { instanceKey } });
  await setEdition(database, instanceKey, "community");
  return {
    result: undefined,
    organizationId,
    action: "instance unlinked",
    subject: `instance ${number}`,
  };
});
