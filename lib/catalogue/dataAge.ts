const hour = 3600;
const day = 24 * hour;

/** Bands of the age of data, freshest first: up to but without `below` seconds. */
export const dataAgeBands = [
  { key: "under-1-h", title: "Under 1 h", below: hour },
  { key: "1-6-h", title: "1–6 h", below: 6 * hour },
  { key: "6-24-h", title: "6–24 h", below: day },
  { key: "1-3-d", title: "1–3 days", below: 3 * day },
  { key: "3-7-d", title: "3–7 days", below: 7 * day },
  { key: "7-30-d", title: "7–30 days", below: 30 * day },
  { key: "over-30-d", title: "Over 30 days", below: 3650 * day },
] as const;

/** The band of an age in seconds; null for what is none: a negative one, and from ten years on, by which engines say "unknown". */
export function dataAgeBand(seconds: number): string | null {
  return seconds < 0 ? null : (dataAgeBands.find(({ below }) => seconds < below)?.key ?? null);
}
