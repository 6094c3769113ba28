import type { Attack } from "./attack";
import { reported } from "./marginals";

const editions = ["community", "standard", "enterprise"];

/**
 * A class in all editions, less what it has in those where it is published: what is left is of the others, which are too few.
 * @param isAveraged true to take the mean of all weeks in which the same is left, since each has noise of its own
 */
export function subtractEditions(isAveraged: boolean): Attack {
  return async ({ figures }) => {
    const claims = [];
    for (const statistic of reported) {
      const all = await figures.statistic(statistic);
      const own = await Promise.all(editions.map((edition) => figures.statistic(statistic, { edition })));
      const rests = all.periods.flatMap(({ start, values }) =>
        Object.entries(values).flatMap(([name, whole]) => {
          const parts = own.map(({ periods }) => periods.find((one) => one.start === start)?.values[name]);
          const missing = editions.filter((_, index) => parts[index] === undefined);
          if (name === "other" || missing.length === 0 || missing.length === editions.length) return [];
          const left = whole - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
          return [{ start, name, missing, left, group: `${name} ${missing}` }];
        }),
      );
      for (const { start, name, missing, left, group } of rests) {
        const alike = rests.filter((one) => one.group === group);
        const mean = alike.reduce((sum, one) => sum + one.left, 0) / alike.length;
        const answer = String(Math.max(0, Math.round(isAveraged ? mean : left)));
        const question = { about: "size", statistic, class: name, week: start, editions: missing } as const;
        claims.push({ question, answer, guess: { among: statistic } });
      }
    }
    return claims;
  };
}
