import tags from "../../fixtures/engine-tags.json";
import { type EngineVersion, engineVersions } from "../../lib/catalogue";

/** A build of the engine that can be installed. */
export interface Build {
  /** As `engine_started` reports it. */
  readonly text: string;
  /** The minor release whose events it sends. */
  readonly line: EngineVersion;
  /** When it was built; milliseconds since 1970. Later builds are higher versions. */
  readonly builtAt: number;
  readonly kind: "release" | "candidate" | "development";
}

/** The engine's tags on the days of their commits; the time of day is made up. */
const taggedTexts = tags.map(({ tag, committed }) => `${tag}-${committed.replaceAll("-", "")}-0910`);

/** The demo plays on: nobody has seen this release. */
const madeUpReleaseText = "v4.2.0-20261102-1216";

/** Made up, but the newest of 4.2. */
const candidateTexts = [
  "v4.0.0-rc.1-20250422-0904",
  "v4.0.0-rc.4-20250604-1410",
  "v4.1.0-rc.1-20260210-1345",
  "v4.1.0-rc.2-20260316-1022",
  "v4.2.0-rc.1-20260612-0752",
  "v4.2.0-rc.2-20260703-1531",
  ...taggedTexts.filter((text) => text.includes("-rc.")),
];

const releaseTexts = [...taggedTexts.filter((text) => !text.includes("-rc.")), madeUpReleaseText];

/** Releases, oldest first; without fixes of an old version that came when there was a newer one. */
export const releases: readonly Build[] = releaseTexts
  .map((text) => parse(text, "release"))
  .filter(({ builtAt }, at, all) => all.slice(at).every((later) => later.builtAt >= builtAt));

/** Releases and release candidates, oldest first. */
export const releasesAndCandidates: readonly Build[] = [
  ...releases,
  ...candidateTexts.map((text) => parse(text, "candidate")),
].sort((one, other) => one.builtAt - other.builtAt);

/**
 * The newest of some builds at a moment.
 * @param builds oldest first
 * @throws RangeError where there was none yet
 */
export function newestAt(builds: readonly Build[], at: number): Build {
  const newest = builds.findLast(({ builtAt }) => builtAt <= at);
  if (newest === undefined) throw new RangeError("There was no engine yet");
  return newest;
}

/** Between two releases, from the source: what `git describe` says of it, or of a shallow clone. */
export function developmentBuild(
  builtAt: number,
  {
    commits,
    hash,
    isShallow,
  }: { readonly commits: number; readonly hash: string; readonly isShallow: boolean },
): Build {
  const { text, line } = newestAt(releases, builtAt);
  const stamp = new Date(builtAt).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 13);
  const release = text.split("-")[0];
  const described = isShallow ? hash.slice(0, 8) : `${release}-${commits}-g${hash.slice(0, 7)}`;
  return { text: `${described}-${stamp}`, line, builtAt, kind: "development" };
}

function parse(text: string, kind: Build["kind"]): Build {
  const [, minor, date = "", time = ""] = /^v(\d\.\d)\..*-(\d{8})-(\d{4})$/.exec(text) ?? [];
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  const builtAt = Date.parse(`${year}-${month}-${day}T${time.slice(0, 2)}:${time.slice(2)}:00Z`);
  const line = engineVersions.find((version) => version === `${minor}.0`);
  if (line === undefined) throw new RangeError(`${text} is of no known version`);
  return { text, line, builtAt, kind };
}
