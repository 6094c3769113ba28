import { type CrossedBy, otherClass, type ShareStatistic, type StatisticClass } from "./declare";

/** The class of a pair: `4.x~zfs`. */
export const crossedKey = (of: string, by: string) => `${of}~${by}`;

/**
 * The classes of a statistic whose classes are pairs, counted like any other. Who cannot answer one of the questions is
 * outside, and who is Other in one is Other.
 * @param say the title of a pair
 */
export function cross(
  of: CrossedBy,
  by: CrossedBy,
  say: (of: StatisticClass, by: StatisticClass) => string,
): Required<Pick<ShareStatistic, "classes" | "classify" | "crosses" | "words">> {
  return {
    crosses: { of, by },
    words: { of: ({ title }) => `${title}:` },
    classes: by.classes.flatMap((second) =>
      of.classes.map((first) => ({ key: crossedKey(first.key, second.key), title: say(first, second) })),
    ),
    classify(frame) {
      const [first, second] = [of.classify(frame), by.classify(frame)];
      if (first === null || second === null) return null;
      return [first, second].includes(otherClass) ? otherClass : crossedKey(first, second);
    },
  };
}
