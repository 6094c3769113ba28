import type { Database } from "../../../database/types";
import type { Score } from "../attack";
import type { RemainingAttack } from "../remaining";
import { averageEditions, forgeForWeeks, seeNobody, watchSteadily } from "./every";
import { type Play, play } from "./play";
import { doorOf, rulesOfProduction } from "./rules";

/** So many simulated fleets the methodology's figures are of. */
export const remainingFleets = 10;

const attacks = {
  averageEditions: { attack: averageEditions, words: "subtracts editions from all, averaged over weeks" },
  forgeForWeeks: { attack: forgeForWeeks, words: "forges a class for three weeks" },
  seeNobody: { attack: seeNobody, words: "compares what has the same members" },
  watchSteadily: {
    attack: watchSteadily,
    words: "asks who is at work, knowing all, among those who always are",
  },
} as const;

/** Attacks that the rules do not stop, and what each is. */
export const remainingNames = Object.keys(attacks) as RemainingAttack[];

/** What an attack does, in words. */
export function sayRemaining(name: RemainingAttack): string {
  return attacks[name].words;
}

/** Plays an attack that the rules do not stop, by the rules of production. The same fleets always give the same score. */
export async function playRemaining(
  database: Database,
  name: RemainingAttack,
  fleets = remainingFleets,
): Promise<Score> {
  const seeds = Array.from({ length: fleets }, (_, index) => index + 1);
  // Who forges engines acts, and a door of its own would be no other fleet.
  const doors = name === "forgeForWeeks" ? {} : { doors: seeds.slice(0, 5).map(doorOf) };
  const against: Play = {
    rules: rulesOfProduction,
    seeds,
    ...doors,
    ...(name === "watchSteadily" ? { habit: "steady" } : {}),
  };
  const { played } = await play(database, { played: attacks[name].attack }, against);
  return played;
}
