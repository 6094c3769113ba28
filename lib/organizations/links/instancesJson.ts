import { z } from "zod";
import { about, time } from "../rules/json";
import type { LinkedInstance } from "./listLinkedInstances";

/** The instances of an organization. */
export const instancesJsonSchema = z.object({
  instances: about(
    z.array(
      z.object({
        number: about(z.int(), "What addresses have in place of the instance ID."),
        instance_id: z.string(),
        project: about(z.string().nullable(), "As the engine registered it."),
        version: about(z.string().nullable(), "Of its latest start, such as `4.1`."),
        state: z.enum(["running", "stopped", "unknown"]),
        last_seen: time.nullable(),
        linked_at: time,
        registered_at: about(time.nullable(), "Null where it only sent events with the key."),
      }),
    ),
    "By project, then by number.",
  ),
});

export function toInstancesJson(instances: readonly LinkedInstance[]): z.output<typeof instancesJsonSchema> {
  return {
    instances: instances.map((instance) => ({
      number: instance.number,
      instance_id: instance.instanceId,
      project: instance.project,
      version: instance.version,
      state: instance.state,
      last_seen: instance.lastSeen,
      linked_at: instance.linkedAt,
      registered_at: instance.registeredAt,
    })),
  };
}
