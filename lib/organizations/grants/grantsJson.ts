import { z } from "zod";
import { about, time } from "../../http/json";

/** Grants of a page. */
export const grantsPageRows = 100;

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
    `Newest first, ${grantsPageRows} a page.`,
  ),
  next: about(z.uuid().nullable(), "Where the next page begins, for `after`; null at the end."),
});
