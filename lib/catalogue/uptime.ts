const hour = 3600;
const day = 24 * hour;

/** Bands of uptime, shortest first: up to but without `below` seconds. */
export const uptimeBands = [
  { key: "under-1-h", title: "Under 1 h", below: hour },
  { key: "1-6-h", title: "1–6 h", below: 6 * hour },
  { key: "6-24-h", title: "6–24 h", below: day },
  { key: "1-7-d", title: "1–7 days", below: 7 * day },
  { key: "7-30-d", title: "7–30 days", below: 30 * day },
  { key: "30-90-d", title: "30–90 days", below: 90 * day },
  { key: "90-365-d", title: "90–365 days", below: 365 * day },
  { key: "over-1-y", title: "Over a year", below: 3650 * day },
] as const;

/** Longer than any band: a clock that was not set. */
export const implausibleUptime = "implausible";

/** The band of an uptime in seconds; `implausible` from ten years on. */
export function uptimeBand(seconds: number): string {
  return uptimeBands.find(({ below }) => seconds < below)?.key ?? implausibleUptime;
}
