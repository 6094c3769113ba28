/**
 * Long-term lines of Node.js that this service runs on, and the day after which each gets no security fixes:
 * https://github.com/nodejs/release#release-schedule
 */
export const nodeLines = [
  { major: 20, endsOn: "2026-04-30" },
  { major: 22, endsOn: "2027-04-30" },
  { major: 24, endsOn: "2028-04-30" },
  { major: 26, endsOn: "2029-04-30" },
] as const;

/** When the line of a version (`24.1.0`) ends; null for one that is not among them. */
export function endOfNode(version: string): string | null {
  const major = Number(version.split(".")[0]);
  return nodeLines.find((line) => line.major === major)?.endsOn ?? null;
}
