import { setTimeout as sleep } from "node:timers/promises";
import { createBranch } from "./branches";
import { createClone, destroyClone, resetClone } from "./clones";
import type { EngineLife } from "./engineLife";
import { malformedRequest } from "./malformed";
import { planDay } from "./planDay";
import type { Post } from "./post";
import { takeSnapshot } from "./refreshes";
import { engineRequest } from "./requests";
import { SeededRandom } from "./seededRandom";
import { dayOf } from "./time";

const meanPauseMs = 400;
const malformedShare = 0.004;

export interface LiveOptions {
  readonly post: Post;
  /** Ends the engines' lives. */
  readonly signal: AbortSignal;
  readonly seed: number;
  /** Between two things that happen; milliseconds. */
  readonly pauseMs?: number;
}

/**
 * Lets the engines live on in real time, and busier than they are: a few events a second, each sent the way an engine sends
 * it. A request that fails is lost, as an engine's is.
 * @param engines as `fleetHistory` leaves them
 * @returns when the signal says so
 */
export async function liveOn(
  engines: readonly EngineLife[],
  { post, signal, seed, pauseMs = meanPauseMs }: LiveOptions,
): Promise<void> {
  const random = new SeededRandom(seed, 8, Math.floor(Date.now() / 1000));
  let day = dayOf(Date.now());
  while (!signal.aborted) {
    await sleep(random.exponential(pauseMs), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const now = Date.now();
    if (dayOf(now) > day) {
      day = dayOf(now);
      for (const engine of engines) if (!engine.isGone) planDay(engine, day);
    }
    doSomething(pickBusy(engines, random), random, now);
    const events = engines.flatMap((engine) => engine.liveUntil(now + 1));
    const requests = events.map(engineRequest);
    if (random.chance(malformedShare)) requests.push(malformedRequest(random));
    for (const request of requests) await post(request).catch(() => undefined);
  }
}

/** Busy engines more often; undefined where none is at work. */
function pickBusy(engines: readonly EngineLife[], random: SeededRandom): EngineLife | undefined {
  const atWork = engines.filter((engine) => engine.isAtWork);
  if (atWork.length === 0) return undefined;
  return random.weighted(atWork.map((engine) => [engine, engine.instance.clonesPerWorkday] as const));
}

function doSomething(engine: EngineLife | undefined, random: SeededRandom, now: number): void {
  if (engine === undefined) return;
  const [oldest] = engine.clones.values();
  const what = random.next();
  if (what < 0.005) engine.restart(now);
  else if (what < 0.05) createBranch(engine, now);
  else if (what < 0.1) takeSnapshot(engine, now);
  else if (oldest === undefined || what < 0.42) createClone(engine, now);
  else if (what < 0.7) resetClone(engine, random.pick([...engine.clones.values()]), now);
  else destroyClone(engine, oldest, now);
}
