import { z } from "zod";
import { about, time } from "../rules/json";
import type { SupportGrant } from "./listGrants";

/** Grants for support. */
export const grantsJsonSchema = z.object({
  grants: about(
    z.array(
      z.object({
        id: z.uuid(),
        state: z.enum(["active", "ended", "revoked"]),
        instances: about(z.array(z.int()), "Numbers of the instances that support may look at."),
        reason: z.string(),
        granted_by: z.string(),
        granted_at: time,
        ends_at: time,
        revoked_at: time.nullable(),
      }),
    ),
    "Newest first; at most 1,000.",
  ),
});

export function toGrantsJson(grants: readonly SupportGrant[]): z.output<typeof grantsJsonSchema> {
  return {
    grants: grants.map((grant) => ({
      id: grant.id,
      state: grant.state,
      instances: [...grant.instances],
      reason: grant.reason,
      granted_by: grant.grantedBy,
      granted_at: grant.grantedAt,
      ends_at: grant.endsAt,
      revoked_at: grant.revokedAt,
    })),
  };
}
