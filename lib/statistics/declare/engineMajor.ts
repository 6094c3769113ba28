import { otherClass, type StatisticClass } from "./declare";
import { engineMinor, engineMinorClasses } from "./engineMinor";

const majorOf = (minor: string) => (/^\d/.test(minor) ? `${minor.split(".")[0]}.x` : minor);

/** Major versions, newest first: `4.x`, `3.x`, then what is no release. */
export const engineMajorClasses: readonly StatisticClass[] = [
  ...new Map(
    engineMinorClasses.map((minor) => {
      const key = majorOf(minor.key);
      return [key, key === minor.key ? minor : { key, title: key }];
    }),
  ).values(),
];

/** The class of an engine version as engines report it: its major version, else as `engineMinor` has it. */
export function engineMajor(engineVersion: string): string {
  const minor = engineMinor(engineVersion);
  return minor === otherClass ? minor : majorOf(minor);
}
