import { catalogue, examplePayload } from "../../lib/catalogue";
import type { EngineLife } from "./engineLife";
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

const unplayed = catalogue.types.filter(({ name }) => !played.has(name));

/** Of event types that came later, some engines send the catalogue's example after a start, so that the demo shows all. */
export function sendUnplayed(engine: EngineLife, startedAt: number): void {
  for (const type of unplayed) {
    const payload = examplePayload(type, engine.line);
    if (payload === null || !engine.random.chance(0.2)) continue;
    engine.sendLater(startedAt + engine.random.between(1, 20) * hourMs, type.name, payload);
  }
}
