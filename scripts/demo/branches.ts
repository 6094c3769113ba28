import type { EngineLife } from "./engineLife";
import { dayMs, hourMs, workMoment, workShare } from "./time";

const subjects = ["invoices", "search", "billing", "index-bloat", "v2-schema", "reporting", "суммы", "gdpr"];

/** Plans the branches of a day and what is done in the engine's settings. Engines before 4.0 have neither. */
export function planBranches(engine: EngineLife, day: number): void {
  const { random, instance } = engine;
  if (!engine.can("4.0.0")) return;
  const asked = random.poisson(instance.branchesPerWorkday * workShare(day));
  for (let count = 0; count < asked; count += 1) {
    engine.schedule(workMoment(random, day, instance), (at) => createBranch(engine, at));
  }
  // 4.2 makes settings easy to try, and people do.
  const settingsShare = engine.can("4.2.0") ? 0.09 : 0.006;
  if (random.chance(settingsShare * workShare(day))) {
    engine.schedule(workMoment(random, day, instance), (at) => changeSettings(engine, at));
  }
}

/** Creates a branch, if the engine is at work, and plans its protection and its end. */
export function createBranch(engine: EngineLife, at: number): void {
  const { random } = engine;
  if (!engine.isAtWork || !engine.can("4.0.0")) return;
  const name = `${random.pick(["feature", "fix", "release", "test"])}/${random.pick(subjects)}-${random.whole(1, 9_999)}`;
  engine.branches.push(name);
  engine.send(at, "branch_created", { name });
  if (random.chance(0.25)) {
    engine.schedule(at + random.between(0.1, 4) * hourMs, (then) => {
      const isThere = engine.isRunning && engine.branches.includes(name);
      if (isThere && engine.can("4.2.0")) engine.send(then, "branch_updated", { name, protected: true });
    });
  }
  if (random.chance(0.85)) {
    const lifeMs = Math.max(random.logNormal(6, 1.1), 0.05) * dayMs;
    engine.schedule(at + lifeMs, (then) => destroyBranch(engine, name, then));
  }
}

function destroyBranch(engine: EngineLife, name: string, at: number): void {
  const place = engine.branches.indexOf(name);
  if (!engine.isRunning || place === -1) return;
  engine.branches.splice(place, 1);
  engine.send(at, "branch_destroyed", { name });
}

function changeSettings(engine: EngineLife, at: number): void {
  if (!engine.isRunning) return;
  const { instance, random } = engine;
  if (engine.can("4.2.0") && instance.mode === "logical" && random.chance(0.7)) {
    engine.send(at, "config_probed", { provider: instance.provider });
  }
  if (engine.can("4.0.0")) engine.sendLater(at + 25_000, "config_updated");
}
