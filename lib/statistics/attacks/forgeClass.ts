import { periodOf } from "../../words/period";
import { noiseTable } from "../publish/noise";
import type { Attack, Claim } from "./attack";

/** Classes that few or none are in, in as many statistics as one engine can be forged for at once. */
const smallClasses = [
  {
    classes: {
      "postgres-versions": "12",
      "engine-versions": "3.1",
      "restore-modes": "unknown",
      "cpu-cores": "64",
      memory: "256",
      pools: "0",
      "file-systems": "none",
    },
    data: {
      db_version: "12",
      engine_version: "v3.1.0-20220401-0910",
      restore: { mode: "unknown", refreshing: "", jobs: null },
      system: { cpu: 64, total_memory: 250 * 2 ** 30, data_used: 0 },
      pools: { fs_type: "", number: 0, total_size: 0, total_used: 0 },
    },
  },
  {
    classes: {
      "postgres-versions": "11",
      "engine-versions": "3.0",
      "cpu-cores": "128",
      memory: "512",
      pools: "8",
    },
    data: {
      db_version: "11",
      engine_version: "v3.0.0-20211220-1923",
      restore: { mode: "logical", refreshing: "", jobs: null },
      system: { cpu: 128, total_memory: 500 * 2 ** 30, data_used: 0 },
      pools: { fs_type: "zfs", number: 7, total_size: 2 ** 40, total_used: 2 ** 39 },
    },
  },
] as const;

/** More new engines than this make a week be held for review. */
const unnoticed = 20;

/**
 * Makes up engines of small classes, waits until they count, and takes them off again: what is left of the published figure
 * is how many real ones there are, as far as the noise lets it be seen.
 * @param forged how many of each class
 * @param noise how far a figure is likely to be away, as it is published
 * @param weeks how often it is done: each time the noise is another one
 */
export function forgeClass(forged: number, noise = noiseTable, weeks = 1): Attack {
  return async (stage) => {
    const { figures, pass, today, send } = stage;
    const groups = smallClasses.slice(0, Math.floor(unnoticed / forged));
    const sendAll = () =>
      send(
        groups.flatMap(({ data }, place) =>
          Array.from({ length: forged }, (_, index) => ({
            instanceId: `d${String(place * 100 + index + 1000).padStart(19, "0")}`,
            type: "engine_started" as const,
            data,
          })),
        ),
      );
    await sendAll();
    await pass(8);
    const forgedIn: string[] = [];
    while (forgedIn.length < weeks) {
      await sendAll();
      forgedIn.push(periodOf("week", today()).start);
      await pass(7);
    }
    // Until the last of them is over and counted.
    await pass(4);
    const week = forgedIn.at(-1) ?? "";
    const claims: Claim[] = [];
    for (const { classes } of groups) {
      for (const [statistic, name] of Object.entries(classes)) {
        const { periods } = await figures.statistic(statistic);
        const values = forgedIn.map(
          (one) => periods.find(({ start }) => start === one)?.values[name] ?? null,
        );
        const question = { about: "size", statistic, class: name, week } as const;
        const answer = String(likeliest(values, forged, noise));
        claims.push({ question, answer, guess: { among: "small classes" } });
      }
    }
    return claims;
  };
}

const largestSmallClass = 12;
const publishedFrom = 10;
/** Of small classes, each size is about so much rarer than the next smaller one. */
const rarer = 0.75;

/** The number of real engines that makes the figures likeliest; null is one that is withheld. */
function likeliest(values: readonly (number | null)[], forged: number, noise: typeof noiseTable): number {
  let best = { real: 0, weight: 0 };
  for (let real = 0; real <= largestSmallClass; real += 1) {
    const likely = values.map((value) =>
      noise.reduce((sum, [away, weight]) => {
        const figure = forged + real + away;
        return (value === null ? figure < publishedFrom : figure === value) ? sum + weight : sum;
      }, 0),
    );
    const weight = likely.reduce((product, one) => product * one, rarer ** real);
    if (weight > best.weight) best = { real, weight };
  }
  return best.real;
}
