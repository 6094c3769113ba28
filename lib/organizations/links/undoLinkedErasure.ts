import { z } from "zod";
import { undoErasure } from "../../instances/erasure/undoErasure";
import { audited } from "../audit/audited";
import { instanceNumber, ofOrganization } from "../rules/fields";
import { findLink } from "./findLink";

export const UndoLinkedErasure = z.object({ ...ofOrganization, number: instanceNumber });

/**
 * Undoes the erasure of an instance of the organization, or takes its events again where they are refused.
 * @returns null where there is nothing to undo; a purge that has begun goes on
 */
export const undoLinkedErasure = audited(UndoLinkedErasure, async (context, wanted) => {
  const { key } = await findLink(context, wanted);
  const undone = await undoErasure(context, { key });
  if (undone === null) return { result: null };
  return {
    result: undone,
    organizationId: wanted.organizationId,
    action: "erasure undone",
    subject: `instance ${wanted.number}${undone.kind === "accepted" ? "; its events are taken again" : ""}`,
  };
});
