import { otherClass, type StatisticClass } from "./declare";
import { engineMinor, engineMinorClasses, preReleaseClass } from "./engineMinor";

const majorOf = (minor: string) => (/^\d/.test(minor) ? `${minor.split(".")[0]}.x` : minor);

/** Major versions, newest first: `4.x`, `3.x`, then what is no release. */
export const engineMajorClasses: readonly StatisticClass[] = [
  ...new Map(
    engineMinorClasses.map(({ key, title }) => {
      const major = majorOf(key);
      return [major, { key: major, title: key === preReleaseClass ? title : major }];
    }),
  ).values(),
];

/** The class of an engine version as engines report it: its major version, else as `engineMinor` has it. */
export function engineMajor(engineVersion: string): string {
  const minor = engineMinor(engineVersion);
  return minor === otherClass ? minor : majorOf(minor);
}
