import { z } from "zod";
import { pointsAbove, type Score } from "./attack";
import measured from "./remaining.json";

const scoreSchema = z.object({ claims: z.int(), right: z.int(), guessRight: z.int() });

const remainingSchema = z.object({
  averageEditions: scoreSchema,
  forgeForWeeks: scoreSchema,
  seeNobody: scoreSchema,
  watchSteadily: scoreSchema,
});

/** An attack that the rules do not stop. */
export type RemainingAttack = keyof z.output<typeof remainingSchema>;

/** Their scores, as `npm run bench:disclosure -- --write` measured them. */
export const remaining: Readonly<Record<RemainingAttack, Score>> = remainingSchema.parse(measured);

/** Of 100 claims, so many were right, a guess was, and the points between. */
export function inHundred(score: Score) {
  const percent = (part: number) => Math.round((part / Math.max(1, score.claims)) * 100);
  return {
    right: percent(score.right),
    guess: percent(score.guessRight),
    above: Math.round(pointsAbove(score)),
  };
}
