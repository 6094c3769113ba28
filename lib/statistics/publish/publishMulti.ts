import { askedClass, type Point } from "../count/point";
import { type MultiStatistic, otherClass, outsideClass } from "../declare/declare";
import type { Door } from "./door";
import { figuresOf, groupOf, type Published, withheld } from "./published";

/** A statistic whose classes are yes-or-no questions. */
export function publishMulti(statistic: MultiStatistic, points: readonly Point[], door: Door): Published {
  const n = door.figure(groupOf(points, (name) => name === askedClass));
  if (n === null) return withheld;
  return {
    n,
    outside: door.figure(groupOf(points, (name) => name === outsideClass)),
    values: figuresOf([...statistic.classes, { key: otherClass }], (key) => {
      const figure = door.figure(groupOf(points, (name) => name === key));
      return figure === null ? null : Math.min(n, figure);
    }),
    medianClass: null,
    times: null,
  };
}
