import { catalogue, examplePayload } from "../../lib/catalogue";
import type { EngineLife } from "./engineLife";
import { SeededRandom } from "./seededRandom";
import { hourMs } from "./time";

/** What the life of an engine has a reason for. */
const played = new Set([
  "engine_started",
  "engine_stopped",
  "snapshot_created",
  "snapshot_updated",
  "snapshot_destroyed",
  "clone_created",
  "clone_reset",
  "clone_updated",
  "clone_destroyed",
  "branch_created",
  "branch_updated",
  "branch_destroyed",
  "config_updated",
  "config_probed",
  "alert",
]);

/** Whether engines send the type because of what happens to them, not as an example. */
export function isPlayed(type: string): boolean {
  return played.has(type);
}

const unplayed = catalogue.types.filter(({ name }) => !played.has(name));

/**
 * Of event types that came later, some engines send the catalogue's example after a start, so that the demo shows all.
 * By numbers of its own: the rest of the fleet's history stays as it is without them.
 */
export function sendUnplayed(engine: EngineLife, startedAt: number): void {
  const random = new SeededRandom(engine.instance.index, 4, Math.floor(startedAt / 1000));
  for (const type of unplayed) {
    const payload = examplePayload(type, engine.line);
    if (payload === null || !random.chance(0.2)) continue;
    engine.sendLater(startedAt + random.between(1, 20) * hourMs, type.name, payload);
  }
}
