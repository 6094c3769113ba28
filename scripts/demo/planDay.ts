import { planBranches } from "./branches";
import { planClones } from "./clones";
import type { EngineLife } from "./engineLife";
import { planRefreshes } from "./refreshes";
import { hourMs, weekdayOf, workMoment } from "./time";

/**
 * Plans what happens to an engine and around it on a day that it is there.
 * @param day midnight (UTC), milliseconds since 1970
 */
export function planDay(engine: EngineLife, day: number): void {
  const { random, instance } = engine;
  planClones(engine, day);
  planRefreshes(engine, day);
  planBranches(engine, day);
  if (instance.isOffAtWeekends && weekdayOf(day) === 5) {
    const evening = day + random.between(17, 20) * hourMs;
    engine.schedule(evening, (at) => engine.restart(at, random.between(60, 63) * hourMs));
  } else if (random.chance(1 / instance.restartEveryDays)) {
    engine.schedule(workMoment(random, day, instance), (at) => engine.restart(at));
  }
}
