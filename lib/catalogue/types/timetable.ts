const zone = String.raw`(?:(?:CRON_)?TZ=[A-Za-z0-9_+/-]{1,40}[ \t]+)?`;
const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const days = "sun|mon|tue|wed|thu|fri|sat";
const part = `(?:[0-9*?/,-]|${months}|${days})+`;
// Spelled out in both cases, so that the pattern reads the same wherever it is published.
const anyCase = (pattern: string) =>
  pattern.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

/** A cron line: five parts, perhaps a time zone before them, or empty. Words other than names of days and months do not fit. */
export const timetablePattern = new RegExp(
  String.raw`^(?:[ \t]*${zone}${anyCase(part)}(?:[ \t]+${anyCase(part)}){4})?[ \t]*$`,
);
