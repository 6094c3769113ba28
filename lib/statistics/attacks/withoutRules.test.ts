import { describe, expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { pointsAbove } from "./attack";
import { actingAttacks, changingAttacks, type Listed, readingAttacks } from "./testing/every";
import { type Play, play } from "./testing/play";
import { type Rules, without } from "./testing/rules";
import { clearly, thatAre } from "./testing/scores";
import { attacked } from "./testing/world";

type Attacks = readonly (readonly [string, Listed])[];
const reading: Attacks = Object.entries(readingAttacks);
const changing: Attacks = Object.entries(changingAttacks);
const acting: Attacks = Object.entries(actingAttacks);
const rulesByName: readonly (readonly [string, Rules])[] = Object.entries(without);

onDatabase((open) => {
  describe("each attack is clearly better than a guess without the rule that stops it", () => {
    const withoutRule = async (context: Parameters<typeof open>[0], attacks: Attacks, against: Play) => {
      const { database } = await open(context);
      const played = Object.fromEntries(
        attacks.map(([name, { attack, otherwise = attack }]) => [name, otherwise]),
      );
      const scores = await play(database, played, against);
      expect(thatAre(scores, (score) => pointsAbove(score) < clearly)).toEqual([]);
    };

    const readingWithout = rulesByName
      .map(
        ([name, rules]) => [name, rules, reading.filter(([, { stoppedBy }]) => stoppedBy === rules)] as const,
      )
      .filter(([, , attacks]) => attacks.length > 0);

    it.for(readingWithout)("that reads: %s", ([, rules, attacks], context) =>
      // Without closed weeks every day is counted, and two fleets tell enough.
      withoutRule(context, attacks, {
        rules,
        seeds: rules === without.closedWeeks ? [1, 2] : [1, 2, 3, 4],
      }),
    );

    it.for([...changing, ...acting])("that %s", (attack, context) =>
      withoutRule(context, [attack], { rules: attack[1].stoppedBy, seeds: [1], counted: attacked }),
    );
  });
});
