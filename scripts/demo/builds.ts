import type { EngineVersion } from "../../lib/catalogue";

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

const releaseTexts = [
  "v3.0.0-20211220-1923",
  "v3.0.1-20220204-1012",
  "v3.1.0-20220512-1104",
  "v3.1.2-20220713-0846",
  "v3.2.0-20220923-0125",
  "v3.2.1-20221107-1402",
  "v3.3.0-20230207-0812",
  "v3.4.0-20230810-1745",
  "v3.5.0-20240318-0951",
  "v4.0.0-20250630-1030",
  "v4.0.1-20250829-1227",
  "v4.0.3-20251014-0719",
  "v4.1.0-20251209-1510",
  "v4.1.1-20260128-0934",
  "v4.1.2-20260319-1121",
  "v4.1.3-20260507-0910",
  "v4.2.0-20261102-1216",
];

const candidateTexts = [
  "v4.0.0-rc.1-20250422-0904",
  "v4.0.0-rc.4-20250604-1410",
  "v4.1.0-rc.1-20251103-1345",
  "v4.1.0-rc.2-20251120-1022",
  "v4.2.0-rc.1-20260818-0752",
  "v4.2.0-rc.2-20260911-1531",
  "v4.2.0-rc.3-20261001-0910",
];

/** Releases, oldest first. */
export const releases: readonly Build[] = releaseTexts.map((text) => parse(text, "release"));

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
  return { text, line: `${minor}.0` as EngineVersion, builtAt, kind };
}
