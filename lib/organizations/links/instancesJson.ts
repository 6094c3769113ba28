import { z } from "zod";
import { about, time } from "../../http/json";

/** Instances of a page. */
export const instancesPageRows = 1_000;

/** The instances of an organization. */
export const instancesJsonSchema = z.object({
  instances: about(
    z.array(
      z.object({
        number: about(z.int(), "What addresses have in place of the instance ID."),
        instance_id: z.string(),
        project: about(z.string().nullable(), "As the engine registered it."),
        version: about(z.string().nullable(), "Of its latest start, such as `4.1`."),
        state: z.enum(["running", "stopped", "silent", "unknown"]),
        last_seen: time.nullable(),
        linked_at: time,
        registered_at: about(time.nullable(), "Null where it only sent events with the key."),
      }),
    ),
    `By number, ${instancesPageRows} a page.`,
  ),
  next: about(z.int().nullable(), "Where the next page begins, for `after`; null at the end."),
});
