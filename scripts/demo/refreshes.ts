import type { EngineLife } from "./engineLife";
import { hourMs, minuteMs } from "./time";
import { isNthDay, runsOn } from "./timetable";

/** Plans the full refreshes of a day, and the snapshots that a physical copy takes without one. */
export function planRefreshes(engine: EngineLife, day: number): void {
  const { instance } = engine;
  for (const at of runsOn(instance.timetable, day)) engine.schedule(at, (now) => refresh(engine, now));
  if (instance.mode === "physical" && instance.timetable.kind === "none") {
    const everyDays = 1 + (instance.index % 3);
    const hour = instance.index % 24;
    if (isNthDay(day + everyDays, everyDays)) {
      engine.schedule(day + hour * hourMs, (now) => takeSnapshot(engine, now));
    }
  }
}

function refresh(engine: EngineLife, at: number): void {
  const { random, instance } = engine;
  if (!engine.isAtWork) return;
  const skippedShare = instance.timetable.kind === "hourly" ? 0.08 : 0.006;
  if (random.chance(skippedShare)) {
    // With one pool there is nowhere to refresh to as long as clones use it.
    engine.alert(at, instance.machine.pools === 1 ? "no pool to refresh" : "in progress");
    return;
  }
  const durationMs = random.logNormal(35 * minuteMs, 0.9);
  const hasFailed = random.chance(instance.refreshFailureShare);
  engine.schedule(at + durationMs, (then) => {
    if (hasFailed && engine.isAtWork) engine.alert(then, "failed");
    else takeSnapshot(engine, then);
  });
}

const keptSnapshots = 3;

/** Makes a snapshot, if the engine is at work; since 4.2 also tells of the old one that its clean-up deletes. */
export function takeSnapshot(engine: EngineLife, at: number): void {
  if (!engine.isAtWork) return;
  engine.dataFrom = at;
  engine.send(at, "snapshot_created");
  const stamp = new Date(at).toISOString().replace(/\D/g, "").slice(0, 14);
  engine.snapshots.push(`dblab_pool_${(engine.instance.index % 3) + 1}@snapshot_${stamp}`);
  const oldest = engine.snapshots.length > keptSnapshots ? engine.snapshots.shift() : undefined;
  if (oldest === undefined || !engine.can("4.2.0")) return;
  engine.sendLater(at + 3 * minuteMs, "snapshot_destroyed", { id: oldest });
  const kept = engine.snapshots[0];
  if (kept === undefined || !engine.random.chance(0.04)) return;
  engine.sendLater(at + 2 * hourMs, "snapshot_updated", { id: kept, protected: true });
}
