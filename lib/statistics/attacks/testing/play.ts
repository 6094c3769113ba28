import type { Database } from "../../../database/types";
import type { Statistic } from "../../declare/declare";
import type { Door } from "../../publish/door";
import { type Attack, type Checked, type Score, scoreOf } from "../attack";
import type { Habit } from "./engines";
import { forgetPast } from "./past";
import type { Rules } from "./rules";
import { makeWorld } from "./world";

/** What attacks are played against. */
export interface Play {
  readonly rules: Rules;
  /** One fleet each. */
  readonly seeds: readonly number[];
  readonly habit?: Habit;
  /** More doors than that of the rules: each has noise of its own. For attacks that only read. */
  readonly doors?: readonly Door[];
  /** What is counted, where not all statistics are: those that the attacks read. */
  readonly counted?: readonly Statistic[];
}

/**
 * Plays attacks that only read one after the other against the same fleets, or one that does more.
 * @param database without a fleet; it is so again afterwards
 * @returns the score of each over all fleets
 */
export async function play<Name extends string>(
  database: Database,
  attacks: Readonly<Record<Name, Attack>>,
  { rules, seeds, habit = "ordinary", doors = [rules.publication.door], ...only }: Play,
): Promise<Record<Name, Score>> {
  const names = Object.keys(attacks) as Name[];
  const claims = new Map<Name, Checked[]>(names.map((name) => [name, []]));
  for (const seed of seeds) {
    const { stage, truth, publishThrough } = await makeWorld(database, { seed, rules, habit, ...only });
    for (const door of doors) {
      publishThrough(door);
      for (const name of names) {
        for (const claim of await attacks[name](stage)) {
          const right = truth(claim.question);
          if (right !== null) claims.get(name)?.push({ ...claim, right });
        }
      }
    }
    await forgetPast(database);
  }
  return Object.fromEntries(names.map((name) => [name, scoreOf(claims.get(name) ?? [])])) as Record<
    Name,
    Score
  >;
}
