import { z } from "zod";
import { audited } from "../audit/audited";
import { instanceNumber } from "../rules/fields";
import { findGrantedInstance } from "./listGrantedInstances";

export const LookAsSupport = z.object({
  /** Of the organization whose instance it is. */
  alias: z.string(),
  number: instanceNumber,
  /** Which page or call, in words. */
  view: z.string(),
});

/**
 * Lets a member, who is the actor, look at an instance: writes it into the organization's log first, and gives the
 * instance only then.
 * @returns null where no grant allows it now; nothing is written then
 */
export const lookAsSupport = audited(LookAsSupport, async (context, { alias, number, view }) => {
  const granted = await findGrantedInstance(context, { alias, number });
  if (granted === null) return { result: null };
  const { organizationId, grantId } = granted;
  return {
    result: granted,
    organizationId,
    grantId,
    action: "support looked",
    subject: `instance ${number}: ${view}`,
  };
});
