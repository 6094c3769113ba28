import type { Attack } from "./attack";
import { reported } from "./marginals";

const editions = ["community", "standard", "enterprise"];

/** A class in all editions, less what it has in those where it is published: what is left is of the others, which are too few. */
export const subtractEditions: Attack = async ({ figures }) => {
  const claims = [];
  for (const statistic of reported) {
    const all = await figures.statistic(statistic);
    const own = await Promise.all(editions.map((edition) => figures.statistic(statistic, { edition })));
    for (const { start, values } of all.periods) {
      for (const [name, whole] of Object.entries(values)) {
        const parts = own.map(({ periods }) => periods.find((one) => one.start === start)?.values[name]);
        const missing = editions.filter((_, index) => parts[index] === undefined);
        if (name === "other" || missing.length === 0 || missing.length === editions.length) continue;
        const left = whole - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
        const question = { about: "size", statistic, class: name, week: start, editions: missing } as const;
        claims.push({ question, answer: String(Math.max(0, Math.round(left))), guess: { among: statistic } });
      }
    }
  }
  return claims;
};
