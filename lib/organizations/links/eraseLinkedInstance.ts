import { z } from "zod";
import { eraseInstance } from "../../instances/erasure/eraseInstance";
import { readTypedId } from "../../instances/lookUp/lookUp";
import { audited } from "../audit/audited";
import { checkbox, instanceNumber, ofOrganization } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";
import { findLink } from "./findLink";

export const EraseLinkedInstance = z.object({
  ...ofOrganization,
  number: instanceNumber,
  /** The instance's ID once more, typed. */
  confirm: z.string("confirm").transform(readTypedId),
  /** Drops its later events. */
  refuse: checkbox,
});

/** Erases an instance of the organization. @returns null where nothing is stored of it, or it is erased already */
export const eraseLinkedInstance = audited(EraseLinkedInstance, async (context, wanted) => {
  const { organizationId, number, confirm, refuse } = wanted;
  const { key, instanceId } = await findLink(context, wanted);
  if (confirm !== instanceId) throw new OrganizationProblem("confirm");
  const receipt = await eraseInstance(context, { key, refuseEvents: refuse });
  if (receipt === null) return { result: null };
  return {
    result: receipt,
    organizationId,
    action: "instance erased",
    subject: `instance ${number}${refuse ? "; later events are refused" : ""}`,
  };
});
