import type { Score } from "../attack";

/** No more than this better than a guess is no better; in points of per cent. */
export const hardly = 5;

/** From here on an attack works. */
export const clearly = 10;

/** The attacks whose scores are so, with them. */
export function thatAre(scores: Readonly<Record<string, Score>>, fits: (score: Score) => boolean) {
  return Object.entries(scores).filter(([, score]) => fits(score));
}
