import { expect, test } from "vitest";
import { engineVersions } from "../../lib/catalogue";
import { engineMinor } from "../../lib/statistics/declare/engineMinor";
import { developmentBuild, releases, releasesAndCandidates } from "./builds";

test("there is a release of every minor version, in order of time", () => {
  expect([...new Set(releases.map(({ line }) => line))]).toEqual([...engineVersions]);
  const times = releasesAndCandidates.map(({ builtAt }) => builtAt);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

test("statistics read them as what they are", () => {
  for (const { text, line, kind } of releasesAndCandidates) {
    expect(engineMinor(text), text).toBe(kind === "release" ? line.slice(0, 3) : "pre-release");
  }
});

test("a development build comes after the release it is made from", () => {
  const at = Date.parse("2026-08-10T17:45:00Z");
  const made = { commits: 12, hash: "1a2b3c4d5e6f", isShallow: false };
  const build = developmentBuild(at, made);
  expect(build).toMatchObject({ text: "v4.1.3-12-g1a2b3c4-20260810-1745", line: "4.1.0" });
  expect(developmentBuild(at, { ...made, isShallow: true }).text).toBe("1a2b3c4d-20260810-1745");
  expect(engineMinor(build.text)).toBe("pre-release");
});
