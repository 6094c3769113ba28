import { engineVersions } from "../../catalogue";
import type { StatisticClass } from "./declare";

/** The class of release candidates and builds that are no release. */
export const preReleaseClass = "pre-release";

const minors = engineVersions.map((version) => version.split(".").slice(0, 2).join("."));

/** Minor versions, newest first, then what is no release. */
export const engineMinorClasses: readonly StatisticClass[] = [
  ...minors.toReversed().map((minor) => ({ key: minor, title: minor })),
  { key: preReleaseClass, title: "Release candidates and development builds", tone: "aside" },
];

const release = /^v?(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?(?:-\d{8}-\d{4})?-?$/;

/**
 * The class of an engine version as engines report it (`v4.1.3-20260507-0910`): its minor version, `pre-release` for
 * release candidates and development builds, `other` for releases that do not exist and for what is no version.
 */
export function engineMinor(engineVersion: string): string {
  const [, major, minor] = release.exec(engineVersion) ?? [];
  if (major !== undefined) {
    const name = `${Number(major)}.${Number(minor)}`;
    return minors.includes(name) ? name : "other";
  }
  return engineVersion.startsWith("other (") ? "other" : preReleaseClass;
}

/**
 * Whether an engine of this version is at least `since` (`4.0.0`). Builds without a version number are taken for
 * new ones: somebody builds them today.
 */
export function isAtLeast(engineVersion: string, since: string): boolean {
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})/.exec(engineVersion) ?? [];
  if (major === undefined) return !engineVersion.startsWith("other (");
  const [sinceMajor = 0, sinceMinor = 0] = since.split(".").map(Number);
  return Number(major) > sinceMajor || (Number(major) === sinceMajor && Number(minor) >= sinceMinor);
}
