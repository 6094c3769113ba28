import { type EngineVersion, existsIn } from "../../lib/catalogue";
import { choose, type SeededRandom, type Weighted } from "./seededRandom";
import { dayMs } from "./time";

/** The machine and the storage under an engine. */
export interface Machine {
  readonly cpu: number;
  readonly memoryBytes: number;
  readonly fsType: "zfs" | "lvm";
  readonly pools: number;
  /** Of all pools together. */
  readonly poolBytes: number;
  /** Of the pools, when the instance began. */
  readonly usedShare: number;
  /** How fast the free rest shrinks, a year. */
  readonly growthPerYear: number;
}

const cpus: Weighted<number> = [
  [2, 8],
  [4, 24],
  [8, 30],
  [16, 19],
  [32, 10],
  [48, 3],
  [64, 4],
  [96, 2],
];

const gibibyte = 2 ** 30;
const poolLimits = [10 * gibibyte, 60 * 1024 * gibibyte] as const;

/** Draws a machine as they are sold. */
export function makeMachine(random: SeededRandom, fsType: Machine["fsType"]): Machine {
  const cpu = random.weighted(cpus);
  const perCpu = random.weighted([
    [2, 15],
    [4, 50],
    [8, 35],
  ]);
  // Kernel and firmware keep a few percent of what is built in.
  const memoryBytes = Math.floor((cpu * perCpu * gibibyte * random.between(0.962, 0.988)) / 4096) * 4096;
  const size = Math.min(Math.max(random.logNormal(450 * gibibyte, 1.35), poolLimits[0]), poolLimits[1]);
  return {
    cpu,
    memoryBytes,
    fsType,
    pools: random.weighted([
      [1, 34],
      [2, 48],
      [3, 12],
      [4, 4],
      [random.whole(5, 9), 2],
    ]),
    poolBytes: Math.round(size / 4096) * 4096,
    usedShare: random.between(0.12, 0.55),
    growthPerYear: random.between(0.1, 0.9),
  };
}

/**
 * How much of the pools is used after a time: it grows, slower as room gets scarce, and refreshes make it go up and down.
 * @returns bytes
 */
export function usedBytes(machine: Machine, random: SeededRandom, ageMs: number): number {
  const years = ageMs / (365 * dayMs);
  const share = 1 - (1 - machine.usedShare) * Math.exp(-machine.growthPerYear * years);
  return Math.floor(machine.poolBytes * Math.min(0.97, share * random.between(0.92, 1.06)));
}

/** A major version of Postgres; each is offered from its release on. */
const postgresReleases: readonly {
  readonly version: string;
  readonly weight: number;
  readonly day: string;
}[] = [
  { version: "9.6", weight: 3, day: "2016-09-29" },
  { version: "10", weight: 3, day: "2017-10-05" },
  { version: "11", weight: 5, day: "2018-10-18" },
  { version: "12", weight: 8, day: "2019-10-03" },
  { version: "13", weight: 13, day: "2020-09-24" },
  { version: "14", weight: 18, day: "2021-09-30" },
  { version: "15", weight: 19, day: "2022-10-13" },
  { version: "16", weight: 20, day: "2023-09-14" },
  { version: "17", weight: 18, day: "2024-09-26" },
  { version: "18", weight: 12, day: "2025-09-25" },
];

/** The Postgres version somebody sets up at a moment. @param place from 0 up to but without 1 */
export function postgresAt(place: number, at: number): string {
  const offered = postgresReleases.filter(({ day }) => Date.parse(day) <= at);
  return choose(
    offered.map(({ version, weight }) => [version, weight] as const),
    place,
  );
}

/** The Postgres version after an upgrade at a moment: up to three versions on, never back. */
export function laterPostgres(random: SeededRandom, version: string, at: number): string {
  const offered = postgresReleases.filter(({ day }) => Date.parse(day) <= at).map((one) => one.version);
  const next = offered.indexOf(version) + random.whole(1, 3);
  return offered[Math.min(next, offered.length - 1)] ?? version;
}

/** How long clones take: median in seconds, and the standard deviation of the logarithm. */
const cloneTimes = {
  zfs: { medianSeconds: 1.7, spread: 0.33 },
  lvm: { medianSeconds: 7.5, spread: 0.8 },
} as const;

/** Builds of 4.1 and newer clone faster. */
const fasterFactor = 0.62;

/**
 * The time one clone takes, in seconds with the engine's nanoseconds.
 * @param machineFactor how slow this machine is, compared with others
 */
export function drawCloneSeconds(
  random: SeededRandom,
  { fsType }: Machine,
  { machineFactor, line }: { readonly machineFactor: number; readonly line: EngineVersion },
): number {
  const { medianSeconds, spread } = cloneTimes[fsType];
  const factor = machineFactor * (existsIn(line, "4.1.0") ? fasterFactor : 1);
  return Number(random.logNormal(medianSeconds * factor, spread).toFixed(9));
}
