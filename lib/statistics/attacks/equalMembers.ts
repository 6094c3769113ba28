import { statistics } from "../declared/statistics";
import type { Attack } from "./attack";

/**
 * Takes the same figure for the same members: where a statistic has the n of one that everybody answers, in most weeks,
 * nobody could not answer it. A group that is not published is then known to be of nobody.
 */
export const compareMembers: Attack = async ({ figures }) => {
  const everybody = await figures.statistic("editions");
  const claims = [];
  for (const { key, kind, outside } of statistics) {
    if (kind !== "share" || outside === undefined) continue;
    const { periods } = await figures.statistic(key);
    const withheld = periods.filter((period) => period.n !== null && period.outside === null);
    const equal = withheld.filter(
      ({ start, n }) => everybody.periods.find((period) => period.start === start)?.n === n,
    );
    // By chance two noises are the same in a fifth of the weeks; where classes add up to more, n is their sum.
    const isEqual = equal.length * 2 > withheld.length;
    for (const { start } of withheld) {
      const question = { about: "anybody", statistic: key, class: "outside", week: start } as const;
      claims.push({
        question,
        answer: isEqual ? "nobody" : "somebody",
        guess: { among: "who could not answer" },
      });
    }
  }
  return claims;
};
