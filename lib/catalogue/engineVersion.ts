/**
 * The minor releases of DBLab Engine that send telemetry in today's form, oldest first: the tag that began each, and the
 * day (UTC) of the commit it stands on, from the engine's public repository (`fixtures/engine-tags.json`, which a test
 * compares). One that is not released yet has its newest release candidate.
 */
export const engineReleases = [
  { version: "3.0.0", tag: "v3.0.0", day: "2021-12-20" },
  { version: "3.1.0", tag: "v3.1.0", day: "2022-04-01" },
  { version: "3.2.0", tag: "v3.2.0", day: "2022-09-23" },
  { version: "3.3.0", tag: "v3.3.0", day: "2022-12-22" },
  { version: "3.4.0", tag: "v3.4.0", day: "2023-08-10" },
  { version: "3.5.0", tag: "v3.5.0", day: "2023-11-02" },
  { version: "4.0.0", tag: "v4.0.0", day: "2025-06-30" },
  { version: "4.1.0", tag: "v4.1.0", day: "2026-04-07" },
  { version: "4.2.0", tag: "v4.2.0-rc.3", day: "2026-07-21" },
] as const;

export type EngineRelease = (typeof engineReleases)[number];

/** A minor release by its first version. */
export type EngineVersion = EngineRelease["version"];

export const engineVersions: readonly EngineVersion[] = engineReleases.map(({ version }) => version);

/** Whether there is no release of it yet, only a release candidate. */
export function isCandidate({ version, tag }: EngineRelease): boolean {
  return tag !== `v${version}`;
}

/** The tag of a minor release. */
export function releaseOf(version: EngineVersion): EngineRelease {
  return engineReleases[engineVersions.indexOf(version)] ?? engineReleases[0];
}

/** True when something that came with engine version `since` is there in `version`. */
export function existsIn(version: EngineVersion, since: EngineVersion): boolean {
  return engineVersions.indexOf(since) <= engineVersions.indexOf(version);
}
