/** The minor releases of DBLab Engine that send telemetry in today's form, oldest first, each by its first release. */
export const engineVersions = [
  "3.0.0",
  "3.1.0",
  "3.2.0",
  "3.3.0",
  "3.4.0",
  "3.5.0",
  "4.0.0",
  "4.1.0",
  "4.2.0",
] as const;

export type EngineVersion = (typeof engineVersions)[number];

/** True when something that came with engine version `since` is there in `version`. */
export function existsIn(version: EngineVersion, since: EngineVersion): boolean {
  return engineVersions.indexOf(since) <= engineVersions.indexOf(version);
}
