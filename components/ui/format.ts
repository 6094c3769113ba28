const counts = new Intl.NumberFormat("en-GB");
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const longDays = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** A whole number with thousands grouped: `1,234,567`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** An ISO day (`2026-11-23`) as `23 Nov`. What is not a day comes back unchanged. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : days.format(date);
}

/** An ISO day (`2026-11-23`) as `23 November 2026`. What is not a day comes back unchanged. */
export function formatLongDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : longDays.format(date);
}

/** An ISO time as `23 November 2026, 15:04 UTC`. What is not a time comes back unchanged. */
export function formatTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const iso = date.toISOString();
  return `${formatLongDay(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
}

/** `1 event`, `2 events`: the count and its noun in the number it needs. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
