import { crossedKey } from "../declare/cross";
import { restoreModeByFileSystemStatistic as crossing } from "../declared/restoreModesByFileSystem";
import type { Attack } from "./attack";

/** A class, less its pairs with another question's classes: where one pair is withheld, what is left is its size. */
export const subtractPairs: Attack = async ({ figures }) => {
  const [whole, pairs] = await Promise.all(
    ["file-systems", crossing.key].map((key) => figures.statistic(key)),
  );
  const { of, by } = crossing.crosses;
  return by.classes.flatMap((side) =>
    (whole?.periods ?? []).flatMap(({ start, values }) => {
      const all = values[side.key];
      const published = pairs?.periods.find((one) => one.start === start)?.values ?? {};
      const keys = of.classes.map(({ key }) => crossedKey(key, side.key));
      const [withheld, ...others] = keys.filter((key) => published[key] === undefined);
      if (all === undefined || withheld === undefined || others.length > 0) return [];
      const left = all - keys.reduce((sum, key) => sum + (published[key] ?? 0), 0);
      const question = { about: "size", statistic: crossing.key, class: withheld, week: start } as const;
      return [{ question, answer: String(Math.max(0, Math.round(left))), guess: { among: crossing.key } }];
    }),
  );
};
