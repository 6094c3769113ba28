import { releases } from "./builds";
import { type Machine, makeMachine, postgresAt } from "./machine";
import { choose, SeededRandom } from "./seededRandom";
import { dayMs } from "./time";
import { logicalTimetables, makeTimetable, physicalTimetables, type Timetable } from "./timetable";
import { planUpgrades, temperaments, type Upgrade } from "./upgrades";
import { makeXid } from "./xid";

/** What a fleet is made from; the same options always give the same fleet. */
export interface FleetOptions {
  readonly seed: number;
  /** Engines, 1 to 5,000; containers without a lasting ID and forged senders come on top. */
  readonly instances: number;
  /** How far history reaches back. */
  readonly months: number;
  readonly end: Date;
}

export type Edition = "community" | "standard" | "enterprise";
export type RestoreMode = "logical" | "physical" | "unknown";

/** An engine and the people around it. Times are milliseconds since 1970. */
export interface FleetInstance {
  readonly index: number;
  readonly id: string;
  readonly edition: Edition;
  /** Its first event, a start. */
  readonly reportsFrom: number;
  /** Set up when history began already. */
  readonly installedAt: number;
  readonly leaves: { readonly at: number; readonly how: "stopped" | "vanished" } | null;
  /** Telemetry switched off; `until` is null where it stays so. */
  readonly silence: { readonly from: number; readonly until: number | null } | null;
  readonly upgrades: readonly Upgrade[];
  readonly machine: Machine;
  readonly mode: RestoreMode;
  readonly jobs: readonly string[] | null;
  readonly timetable: Timetable;
  readonly postgres: string;
  /** Set up through the engine's own pages, which first starts without any retrieval, or even without a pool. */
  readonly firstStart: "ready" | "not configured" | "no pool";
  readonly provider: string;
  readonly utcOffsetHours: number;
  readonly roundTheClock: boolean;
  readonly clonesPerWorkday: number;
  readonly resetsPerClone: number;
  readonly cloneLifeHours: number;
  readonly cloneTimeFactor: number;
  readonly branchesPerWorkday: number;
  readonly restartEveryDays: number;
  readonly isOffAtWeekends: boolean;
  readonly refreshFailureShare: number;
}

export interface Fleet extends FleetOptions {
  readonly start: Date;
  readonly instances: number;
  readonly engines: readonly FleetInstance[];
}

/** Shares of the fleet that are exact, not only expected: one place a trait and engine. */
const traits = ["edition", "fsType", "mode", "temperament", "activity", "joined", "postgres"] as const;
type Places = Readonly<Record<(typeof traits)[number], number>>;

/**
 * Makes a fleet: who the engines are, when they come and go, and what they run.
 * @throws RangeError where the options give no fleet
 */
export function createFleet({ seed, instances, months, end }: FleetOptions): Fleet {
  if (!(instances >= 1 && instances <= 5_000)) throw new RangeError("instances must be 1 to 5000");
  if (!(months >= 1 && months <= 36)) throw new RangeError("months must be 1 to 36");
  const start = new Date(end);
  start.setUTCMonth(start.getUTCMonth() - months);
  const random = new SeededRandom(seed, 1);
  const places = traits.map((trait) => [trait, random.evenly(instances)] as const);
  const window = { start: start.getTime(), end: end.getTime() };
  const engines = Array.from({ length: instances }, (_, index) => {
    const own = Object.fromEntries(places.map(([trait, list]) => [trait, list[index] ?? 0]));
    return makeInstance(new SeededRandom(seed, 2, index), index, own as Places, window);
  });
  return { seed, instances, months, start, end, engines };
}

/** Engines that were there when history began. */
const shareFromBefore = 0.54;
const trialShare = 0.13;
const meanStayDays = 1_150;

function makeInstance(
  random: SeededRandom,
  index: number,
  places: Places,
  window: { readonly start: number; readonly end: number },
): FleetInstance {
  const edition = choose<Edition>(
    [
      ["community", 75],
      ["standard", 17],
      ["enterprise", 8],
    ],
    places.edition,
  );
  const { installedAt, reportsFrom, isNew } = drawJoining(random, places.joined, window);
  const temperament = choose(temperaments, places.temperament);
  const upgrades = planUpgrades(random, temperament, { installedAt, until: window.end + 3_650 * dayMs });
  const isZfs = places.fsType < 0.85;
  const machine = makeMachine(random, isZfs ? "zfs" : "lvm");
  const mode = drawMode(places.mode, isZfs);
  const isTrial = isNew && random.chance(trialShare);
  const stayDays = isTrial ? random.between(1, 20) : random.exponential(meanStayDays);
  const isStopped = random.chance(0.6);
  const hasPages = (upgrades[0]?.build.line ?? "3") >= "4" && isNew && mode !== "unknown";
  return {
    index,
    id: makeXid({
      at: installedAt,
      machine: random.whole(0, 0xffffff),
      process: random.whole(1, 0xffff),
      counter: random.whole(0, 0xffffff),
    }),
    edition,
    reportsFrom,
    installedAt,
    leaves: { at: reportsFrom + stayDays * dayMs, how: isStopped ? "stopped" : "vanished" },
    silence: edition === "community" ? drawSilence(random, reportsFrom) : null,
    upgrades,
    machine,
    mode,
    jobs: drawJobs(random, mode),
    timetable: drawTimetable(random, mode),
    postgres: postgresAt(places.postgres, installedAt),
    firstStart: hasPages
      ? random.weighted([
          ["ready", 50],
          ["not configured", 42],
          ["no pool", 8],
        ])
      : "ready",
    provider: random.weighted([
      ["generic", 40],
      ["rds", 24],
      ["aurora", 8],
      ["cloudsql", 9],
      ["supabase", 8],
      ["azure", 6],
      ["heroku", 3],
      ["timescale", 2],
    ]),
    utcOffsetHours: random.weighted([
      [1, 34],
      [2, 14],
      [-5, 20],
      [-8, 14],
      [5, 8],
      [9, 6],
      [0, 4],
    ]),
    roundTheClock: random.chance(0.08),
    clonesPerWorkday: drawActivity(places.activity),
    resetsPerClone: random.logNormal(0.6, 0.6),
    cloneLifeHours: random.logNormal(6, 0.9),
    cloneTimeFactor: random.logNormal(1, 0.28),
    branchesPerWorkday: random.chance(0.38) ? random.logNormal(0.12, 1) : 0,
    restartEveryDays: Math.max(3, random.logNormal(32, 0.8)),
    isOffAtWeekends: random.chance(0.05),
    refreshFailureShare: random.chance(0.1) ? random.between(0.08, 0.3) : 0.008,
  };
}

/** One place for both: who was there before, and among the others the order in which they came. */
function drawJoining(random: SeededRandom, place: number, { start, end }: { start: number; end: number }) {
  const isNew = place >= shareFromBefore;
  if (isNew) {
    const at = Math.floor(start + ((place - shareFromBefore) / (1 - shareFromBefore)) * (end - start));
    return { installedAt: at, reportsFrom: at, isNew };
  }
  const first = releases[0]?.builtAt ?? start;
  const age = (place / shareFromBefore) * (start - first - dayMs);
  const installedAt = Math.floor(start - age);
  // They learn of this installation when it opens, and restart to report to it.
  return { installedAt, reportsFrom: Math.floor(start + random.between(0.1, 6) * dayMs), isNew };
}

function drawSilence(random: SeededRandom, reportsFrom: number): FleetInstance["silence"] {
  if (!random.chance(0.1)) return null;
  const from = Math.floor(reportsFrom + random.between(2, 400) * dayMs);
  return { from, until: random.chance(0.4) ? Math.floor(from + random.between(10, 120) * dayMs) : null };
}

/** Clones on a working day: most engines see one in days, a few see many every day. */
function drawActivity(place: number): number {
  if (place < 0.08) return 0.004;
  return Math.min(9, 0.115 * (1 - place) ** (-1 / 1.02));
}

function drawMode(place: number, isZfs: boolean): RestoreMode {
  const weights = isZfs ? ([64, 28, 8] as const) : ([48, 44, 8] as const);
  return choose<RestoreMode>(
    [
      ["logical", weights[0]],
      ["physical", weights[1]],
      ["unknown", weights[2]],
    ],
    place,
  );
}

function drawJobs(random: SeededRandom, mode: RestoreMode): readonly string[] | null {
  if (mode === "unknown") return null;
  if (mode === "physical")
    return random.chance(0.88) ? ["physicalRestore", "physicalSnapshot"] : ["physicalSnapshot"];
  return random.weighted([
    [["logicalDump", "logicalRestore", "logicalSnapshot"], 80],
    [["logicalRestore", "logicalSnapshot"], 14],
    [["logicalSnapshot"], 6],
  ]);
}

function drawTimetable(random: SeededRandom, mode: RestoreMode): Timetable {
  if (mode === "unknown") return makeTimetable(random, "none");
  return makeTimetable(random, random.weighted(mode === "logical" ? logicalTimetables : physicalTimetables));
}
