import { addMembers, noMembers } from "../count/members";
import type { Point } from "../count/point";
import type { PeriodReading, View } from "../view/reading";
import type { Group } from "./door";

/** What is published of one statistic in one period and view; the rest of a `PeriodReading` is about the period itself. */
export type Published = Pick<PeriodReading, "n" | "outside" | "values" | "medianClass" | "times">;

/** Nothing is published. */
export const withheld: Published = { n: null, outside: null, values: {}, medianClass: null, times: null };

/** The points of an edition, or of all. */
export function pointsOfEdition(points: readonly Point[], edition: View["edition"]): readonly Point[] {
  return edition === "all" ? points : points.filter((point) => point.edition === edition);
}

/** The instances of the points that fit, each in exactly one of them. */
export function groupOf(points: readonly Point[], fits: (className: string) => boolean): Group {
  let group: Group = { instances: 0, members: noMembers };
  for (const { class: name, instances, members } of points) {
    if (fits(name))
      group = { instances: group.instances + instances, members: addMembers(group.members, members) };
  }
  return group;
}

/** The figures of declared classes that are published, by class; without those that are 0. */
export function figuresOf(
  classes: readonly { readonly key: string }[],
  figureOf: (className: string) => number | null,
): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { key } of classes) {
    const figure = figureOf(key);
    if (figure !== null && figure > 0) values[key] = figure;
  }
  return values;
}

/** The sum of published figures. */
export function sumOf(values: Readonly<Record<string, number>>): number {
  return Object.values(values).reduce((sum, value) => sum + value, 0);
}
