import { type Build, developmentBuild, newestAt, releases, releasesAndCandidates } from "./builds";
import type { SeededRandom, Weighted } from "./seededRandom";
import { dayMs } from "./time";

/** How somebody keeps an engine up to date. Testers run release candidates, developers their own builds. */
export type Temperament = "prompt" | "regular" | "slow" | "never" | "tester" | "developer";

export const temperaments: Weighted<Temperament> = [
  ["prompt", 9],
  ["regular", 36],
  ["slow", 24],
  ["never", 24],
  ["tester", 4],
  ["developer", 3],
];

/** Days from a release to the upgrade: median, and the standard deviation of the logarithm. */
const lags: Readonly<Record<Temperament, readonly [medianDays: number, spread: number]>> = {
  prompt: [10, 0.5],
  regular: [70, 0.55],
  slow: [400, 0.35],
  never: [0, 0],
  tester: [2, 0.6],
  developer: [0, 0],
};

/** From 3 to 4 the configuration changes, and people take their time. */
const majorUpgradeFactor = 1.7;
const skippedPatches = 0.4;

/** From a moment on this build runs. */
export interface Upgrade {
  readonly at: number;
  readonly build: Build;
}

/**
 * Which builds an instance runs, in order of time; the first is what was installed. Versions only rise.
 * @param installedAt milliseconds since 1970, not before the first release
 * @param until nothing later is planned
 */
export function planUpgrades(
  random: SeededRandom,
  temperament: Temperament,
  { installedAt, until }: { readonly installedAt: number; readonly until: number },
): Upgrade[] {
  if (temperament === "developer") return planOwnBuilds(random, installedAt, until);
  const offered = temperament === "tester" ? releasesAndCandidates : releases;
  const newest = newestAt(offered, installedAt);
  // Some follow an older guide and begin with an older release.
  const before = releases.filter(({ builtAt }) => builtAt < newest.builtAt).at(-2);
  const first = temperament !== "tester" && random.chance(0.1) ? (before ?? newest) : newest;
  const plan: Upgrade[] = [{ at: installedAt, build: first }];
  if (temperament === "never") return plan;
  const [medianDays, spread] = lags[temperament];
  const lagDays = random.logNormal(medianDays, spread);
  const wanted = offered
    .filter(({ builtAt }) => builtAt > first.builtAt)
    .filter(({ text }) => /^v\d\.\d\.0/.test(text) || !random.chance(skippedPatches))
    .map((build) => {
      const isMajor = first.line.startsWith("3") && build.line === "4.0.0";
      const days = lagDays * random.between(0.7, 1.4) * (isMajor ? majorUpgradeFactor : 1);
      return { at: Math.max(build.builtAt + days * dayMs, installedAt + dayMs), build };
    })
    .sort((one, other) => one.at - other.at);
  for (const upgrade of wanted) {
    const runs = plan.at(-1)?.build ?? first;
    if (upgrade.at < until && upgrade.build.builtAt > runs.builtAt) plan.push(upgrade);
  }
  return plan;
}

function planOwnBuilds(random: SeededRandom, installedAt: number, until: number): Upgrade[] {
  const isShallow = random.chance(0.3);
  const plan: Upgrade[] = [];
  for (let at = installedAt; at < until; at += random.between(20, 70) * dayMs) {
    // Built from what was there a few hours before, and never before the first release.
    const builtAt = Math.max(at - random.between(1, 30) * 3_600_000, newestAt(releases, at).builtAt);
    const made = { commits: random.whole(3, 90), hash: random.hex(40), isShallow };
    plan.push({ at, build: developmentBuild(builtAt, made) });
  }
  return plan;
}
