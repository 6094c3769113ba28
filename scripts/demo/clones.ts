import type { EngineLife, OpenClone } from "./engineLife";
import { drawCloneSeconds } from "./machine";
import { hourMs, minuteMs, workMoment, workShare } from "./time";

/** What an engine sends as the age of data it does not know: the longest duration of Go. */
const unknownAgeSeconds = 9_223_372_036.854776;
const longestLifeHours = 24 * 30;

/** Plans the clones that are asked for on a day, each with all its life. */
export function planClones(engine: EngineLife, day: number): void {
  const { random, instance } = engine;
  const share = instance.roundTheClock ? 0.6 : workShare(day);
  const asked = random.poisson(instance.clonesPerWorkday * share);
  for (let count = 0; count < asked; count += 1) {
    engine.schedule(workMoment(random, day, instance), (at) => createClone(engine, at));
  }
}

/** Creates a clone, if the engine is at work, and plans its resets, its protection and its end. */
export function createClone(engine: EngineLife, at: number): void {
  const { random, instance } = engine;
  if (!engine.isAtWork) return;
  const machineFactor = instance.cloneTimeFactor;
  const seconds = drawCloneSeconds(random, instance.machine, { machineFactor, line: engine.line });
  const clone: OpenClone = { id: random.hex(40), seconds };
  engine.clones.set(clone.id, clone);
  engine.send(at, "clone_created", {
    id: clone.id,
    // The event nearly always leaves before the clone is ready.
    cloning_time: random.chance(0.02) ? seconds : 0,
    ...dataAge(engine, at),
  });
  const lifeHours = Math.min(random.logNormal(instance.cloneLifeHours, 1.2), longestLifeHours);
  const end = at + Math.max(lifeHours * hourMs, 2 * minuteMs);
  const resets = random.poisson(Math.min(instance.resetsPerClone, 4));
  for (let count = 0; count < resets; count += 1) {
    engine.schedule(random.between(at + minuteMs, end), (then) => resetClone(engine, clone, then));
  }
  if (random.chance(0.05)) engine.schedule(random.between(at, end), (then) => protect(engine, clone, then));
  engine.schedule(end, (then) => destroyClone(engine, clone, then));
}

export function resetClone(engine: EngineLife, clone: OpenClone, at: number): void {
  if (!engine.isRunning || !engine.clones.has(clone.id)) return;
  engine.send(at, "clone_reset", { id: clone.id, cloning_time: clone.seconds, ...dataAge(engine, at) });
}

/** A clone outlives a stop of its engine: what cannot be destroyed now is destroyed later. */
export function destroyClone(engine: EngineLife, clone: OpenClone, at: number): void {
  if (!engine.clones.has(clone.id)) return;
  if (!engine.isRunning) {
    if (engine.isGone) engine.clones.delete(clone.id);
    else engine.schedule(at + hourMs, (then) => destroyClone(engine, clone, then));
    return;
  }
  engine.clones.delete(clone.id);
  engine.send(at, "clone_destroyed", { id: clone.id });
}

function protect(engine: EngineLife, clone: OpenClone, at: number): void {
  if (!engine.isRunning || !engine.can("4.0.0") || !engine.clones.has(clone.id)) return;
  engine.send(at, "clone_updated", { id: clone.id, protected: engine.random.chance(0.75) });
}

/** `dsa_diff`, in seconds: absent where it could not be computed, now and then unknown or in the future. */
function dataAge({ random, instance, dataFrom }: EngineLife, at: number): { dsa_diff?: number } {
  const kind = random.next();
  if (kind < 0.03) return {};
  if (kind < 0.037) return { dsa_diff: unknownAgeSeconds };
  const lag = instance.mode === "physical" ? random.logNormal(40, 1) : random.between(0, 3);
  const age = (at - dataFrom) / 1000 + lag;
  return { dsa_diff: Number((kind < 0.04 ? age - 10_800 : age).toFixed(9)) };
}
