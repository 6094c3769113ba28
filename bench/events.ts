import { catalogue } from "../lib/catalogue";
import { seeded } from "./seeded";

/** How often each type is sent, roughly as busy engines do: clones come and go, starts are rare. */
const weights = {
  clone_created: 35,
  clone_destroyed: 33,
  clone_reset: 20,
  snapshot_created: 8,
  engine_started: 4,
};

/**
 * Engine requests of many instances in a shuffled, repeatable order, as bodies.
 * @param instances how many instances take part
 */
export function engineBodies(count: number, instances: number): string[] {
  const random = seeded(42);
  const names = Object.entries(weights).flatMap(([name, weight]) => Array<string>(weight).fill(name));
  return Array.from({ length: count }, () => {
    const name = names[Math.floor(random() * names.length)] ?? "";
    const data = structuredClone(catalogue.find(name)?.example ?? {}) as Record<string, unknown>;
    if ("id" in data)
      data.id = Math.floor(random() * 2 ** 52)
        .toString(16)
        .padStart(40, "0");
    if ("cloning_time" in data)
      data.cloning_time = name === "clone_created" ? 0 : Number((random() * 4 + 0.4).toFixed(9));
    const instanceId = `c${String(Math.floor(random() * instances)).padStart(19, "0")}`;
    return JSON.stringify({ instance_id: instanceId, event_type: name, event_data: data });
  });
}
