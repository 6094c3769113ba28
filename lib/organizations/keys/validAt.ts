import type { Prisma } from "../../database/generated/client";

/** The keys that are valid at a moment. */
export function validAt(moment: Date) {
  return {
    OR: [{ validUntil: null }, { validUntil: { gt: moment } }],
  } satisfies Prisma.OrganizationKeyWhereInput;
}
