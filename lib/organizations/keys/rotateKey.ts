import { z } from "zod";
import { hintOf, makeSecret } from "../../settings/makeSecret";
import { audited } from "../audit/audited";
import { numeric, ofOrganization } from "../rules/fields";
import { limits } from "../rules/limits";
import { validAt } from "./validAt";

export const RotateKey = z.object({
  ...ofOrganization,
  /** For so long the other keys stay valid. */
  hours: numeric(z.number("hours").min(0, "hours").max(limits.overlapHours, "hours")),
});

/**
 * Issues a key and lets all others end after some hours, in which engines can be given the new one. Both are valid
 * meanwhile, so no event is lost.
 */
export const rotateKey = audited(RotateKey, async (context, { organizationId, hours }) => {
  const { organizationKey } = context.database.prisma;
  const validUntil = new Date(context.now.getTime() + hours * 3_600_000);
  await organizationKey.updateMany({
    where: { organizationId, ...validAt(validUntil) },
    data: { validUntil },
  });
  const { made, kept } = makeSecret("key", context);
  await organizationKey.create({ data: { ...kept, organizationId } });
  return {
    result: made,
    organizationId,
    action: "key rotated",
    subject: `key …${hintOf(made)}; the others end at ${validUntil.toISOString()}`,
  };
});
