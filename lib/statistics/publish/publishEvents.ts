import type { Point } from "../count/point";
import { type EventStatistic, otherClass } from "../declare/declare";
import type { Door } from "./door";
import { figuresOf, groupOf, type Published, sumOf, withheld } from "./published";

/** Events by class. n is the sum of what is published: events of other classes are not in it. */
export function publishEvents(statistic: EventStatistic, points: readonly Point[], door: Door): Published {
  const values = figuresOf([...statistic.classes, { key: otherClass }], (key) => {
    const ofClass = points.filter((point) => point.class === key);
    return door.amount(
      groupOf(ofClass, () => true),
      ofClass.reduce((sum, { events }) => sum + events, 0),
      Math.max(0, ...ofClass.map(({ largest }) => largest)),
    );
  });
  const n = sumOf(values);
  if (n === 0 && !door.isOpen) return withheld;
  return { n, outside: null, values, medianClass: null, times: null };
}
