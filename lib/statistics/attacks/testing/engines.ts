import { addDays } from "../../../words/period";
import { draw, seeded } from "./random";

/** A real engine, of which everything is known. */
export interface Engine {
  /** Its instance ID. */
  readonly name: string;
  /** By statistic. */
  readonly classes: Readonly<Record<string, string>>;
  /** Days on which it is at work, and how many clones it makes on each; the first is that of its first start. */
  readonly days: ReadonlyMap<string, number>;
  /** When it starts on each of them, in minutes. */
  readonly startsAt: number;
  /** Of its typical clone. */
  readonly seconds: number;
}

/** `steady`: everybody is at work in every week, and one alone in half of them. */
export type Habit = "ordinary" | "steady";

/** The one of a steady fleet. */
export const unsteady = 2;

/** How often each class is reported, by statistic. There are large classes and some that only a few are in. */
const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "engine-versions": { "4.1": 34, "4.0": 28, "3.5": 20, "3.4": 11, "3.1": 4, "3.0": 3 },
  "file-systems": { zfs: 80, lvm: 20 },
  "postgres-versions": { "16": 30, "17": 25, "15": 20, "14": 16, "13": 4, "12": 3, "11": 2 },
  "restore-modes": { logical: 78, physical: 18, unknown: 4 },
  "cpu-cores": { "8": 36, "16": 30, "4": 20, "32": 9, "64": 4, "128": 1 },
  memory: { "32": 35, "64": 30, "16": 20, "128": 10, "256": 4, "512": 1 },
  pools: { "1": 48, "2": 34, "4": 12, "0": 4, "8": 2 },
  editions: { community: 70, standard: 20, enterprise: 10 },
};

/** The first day of every simulated fleet, a Monday. */
export const firstDay = "2026-06-01";

/** Weeks that are over when an attack begins. */
export const pastWeeks = 10;

const simulatedWeeks = pastWeeks + 5;
const clonesOfBusiest = 120;
const sundayShare = 0.012;

/** Makes a fleet of 60 to 120 engines: the first has a file system of its own, the second makes most of the clones. */
export function makeEngines(seed: number, habit: Habit = "ordinary"): Engine[] {
  const random = seeded(seed);
  const size = 60 + Math.floor(random() * 61);
  return Array.from({ length: size }, (_, index) => {
    const classes: Record<string, string> = {};
    for (const [statistic, weights] of Object.entries(shares)) classes[statistic] = draw(random, weights);
    if (index === 0) classes["file-systems"] = "none";
    if (["3.0", "3.1"].includes(classes["engine-versions"] ?? "")) {
      // They do not report their machine.
      classes["cpu-cores"] = "outside";
      classes.memory = "outside";
    }
    classes["clone-times"] = classes["file-systems"] ?? "";
    const isBusiest = index === 1;
    return {
      name: `c${String(seed * 1000 + index).padStart(19, "0")}`,
      classes,
      days: workDays(random, {
        arrivesInWeek:
          habit === "steady" || index < 2 || random() < 0.78 ? 0 : Math.floor(random() * (pastWeeks + 2)),
        likely: habit === "steady" ? (index === unsteady ? 0.5 : 1) : index < 2 ? 1 : 0.6 + random() * 0.4,
        clones: isBusiest ? clonesOfBusiest : 1,
      }),
      // No two at once.
      startsAt: 8 * 60 + index * 5,
      // The logarithm is near to a bell's.
      seconds: 2 ** (1 + 3 * (random() + random() + random() - 1.5)) * (isBusiest ? 3 : 1),
    };
  });
}

function workDays(
  random: () => number,
  {
    arrivesInWeek,
    likely,
    clones,
  }: { readonly arrivesInWeek: number; readonly likely: number; readonly clones: number },
): Map<string, number> {
  const days = new Map<string, number>();
  for (let week = arrivesInWeek; week < simulatedWeeks; week += 1) {
    if (week > arrivesInWeek && random() > likely) continue;
    const first = Math.floor(random() * 4);
    for (const weekday of [first, first + 1]) {
      days.set(addDays(firstDay, week * 7 + weekday), Math.ceil(clones * (0.7 + random() * 0.6)));
    }
    if (random() < sundayShare && clones === 1)
      days.set(addDays(firstDay, week * 7 + 6), 1 + Math.floor(random() * 30));
  }
  return days;
}
