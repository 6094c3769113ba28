import { describe, expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { isFull } from "../../testing/effort";
import { pointsAbove } from "./attack";
import { remaining } from "./remaining";
import {
  actingAttacks,
  averageEditions,
  changingAttacks,
  type Listed,
  readingAttacks,
  seeNobody,
  watchOrdinarily,
  watchSteadily,
} from "./testing/every";
import { type Play, play } from "./testing/play";
import { playRemaining, remainingNames } from "./testing/remaining";
import { doorOf, rulesOfProduction, without } from "./testing/rules";
import { clearly, hardly, thatAre } from "./testing/scores";
import { attacked } from "./testing/world";

/** Each has noise of its own, so that one fleet is several. */
const doors = [1, 2, 3].map(doorOf);

type Attacks = readonly (readonly [string, Listed])[];
const reading: Attacks = Object.entries(readingAttacks);
const changing: Attacks = Object.entries(changingAttacks);
const acting: Attacks = Object.entries(actingAttacks);

onDatabase((open) => {
  describe("by the rules of production, no attack is more than five points better than a guess", () => {
    const underRules = async (
      context: Parameters<typeof open>[0],
      attacks: Attacks,
      against: Omit<Play, "rules">,
    ) => {
      const { database } = await open(context);
      const played = Object.fromEntries(attacks.map(([name, { attack }]) => [name, attack]));
      const scores = await play(database, played, { rules: rulesOfProduction, ...against });
      expect(thatAre(scores, (score) => pointsAbove(score) > hardly)).toEqual([]);
      expect(thatAre(scores, ({ claims }) => claims === 0)).toEqual([]);
    };

    it("that reads", (context) => {
      const silence = ["asks who is at work", { attack: watchOrdinarily, stoppedBy: without.noise }] as const;
      return underRules(context, [...reading, silence], { seeds: [1, 2, 3], doors });
    });

    it("that changes what is over", (context) =>
      underRules(context, changing, { seeds: [1], counted: attacked }));

    it.for(acting)("that %s", (attack, context) =>
      underRules(context, [attack], { seeds: [1, 2], counted: attacked }),
    );
  });

  it.skipIf(!isFull).for(remainingNames)("the methodology says what %s gets", async (name, context) => {
    const { database } = await open(context);
    expect(await playRemaining(database, name)).toEqual(remaining[name]);
  });

  it("who averages over weeks what editions leave of all comes nearer, and is wrong more often than right", async (context) => {
    const { database } = await open(context);
    const against = { rules: rulesOfProduction, seeds: [1, 2], doors, counted: attacked };
    const { rests } = await play(database, { rests: averageEditions }, against);
    expect(pointsAbove(rests)).toBeGreaterThan(hardly);
    expect(rests.right * 2).toBeLessThan(rests.claims);
  });

  it("who compares what has the same members sees where nobody is", async (context) => {
    const { database } = await open(context);
    const { nobody } = await play(
      database,
      { nobody: seeNobody },
      { rules: rulesOfProduction, seeds: [1, 2] },
    );
    expect(pointsAbove(nobody)).toBeGreaterThan(hardly);
  });

  it("who knows all of an engine among others that never rest sees when it rests, with noise less surely", async (context) => {
    const { database } = await open(context);
    const against = { seeds: [3], habit: "steady", counted: attacked } as const;
    const attacks = { silence: watchSteadily };
    const { silence } = await play(database, attacks, { ...against, rules: rulesOfProduction, doors });
    const { silence: exact } = await play(database, attacks, { ...against, rules: without.noise });
    expect(pointsAbove(exact)).toBeGreaterThan(clearly);
    expect(silence.right / silence.claims).toBeLessThan(exact.right / exact.claims);
  });
});
