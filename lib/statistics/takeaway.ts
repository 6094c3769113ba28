import { otherClass } from "./declare";
import type { PeriodReading, StatisticReading } from "./reading";
import { sayCount, saySeconds, sayShare } from "./sayNumbers";

type Untold = Omit<StatisticReading, "takeaway">;

/** One sentence that says what a reading says, with nothing in it but the reading's own numbers. */
export function sayTakeaway(reading: Untold): string {
  if (reading.state === "empty") return "Nothing that feeds this statistic has been counted yet.";
  if (reading.state === "tooFew" || reading.latest === null) return sayTooFew(reading);
  const { latest, statistic } = reading;
  const n = latest.n ?? 0;
  switch (statistic.kind) {
    case "share":
      return statistic.form === "histogram" ? sayMedian(reading, latest, n) : sayLargest(reading, latest, n);
    case "multi":
      return sayLargest(reading, latest, n);
    case "events":
      return sayEvents(reading, latest, n);
    case "windows":
      return sayWindows(latest);
    case "times":
      return sayTimes(reading, latest);
  }
}

function sayTooFew({ missingInstances, publishMinInstances, view }: Untold): string {
  if (missingInstances !== null) {
    return `Too few instances to publish anything: ${sayCount(missingInstances)} more ${missingInstances === 1 ? "is" : "are"} needed.`;
  }
  const whose = view.edition === "all" ? "" : ` of the ${view.edition} edition`;
  return `Too few instances${whose} to publish: it takes at least ${sayCount(publishMinInstances)} in a period.`;
}

function titleOf({ classes }: Untold, key: string): string {
  return classes.find((one) => one.key === key)?.title ?? key;
}

function largestOf({ values }: PeriodReading): [string, number] | undefined {
  return Object.entries(values)
    .filter(([key]) => key !== otherClass)
    .sort((one, other) => other[1] - one[1])[0];
}

function instances(n: number): string {
  return `${sayCount(n)} ${n === 1 ? "instance" : "instances"}`;
}

function sayLargest(reading: Untold, latest: PeriodReading, n: number): string {
  const largest = largestOf(latest);
  if (largest === undefined) return `No class of its own is large enough to publish among ${instances(n)}.`;
  const [key, count] = largest;
  const now = `${titleOf(reading, key)}: ${sayShare(count / n)} of ${instances(n)}`;
  const first = reading.periods.find((period) => period.n !== null && period.n > 0);
  const before = first?.values[key];
  if (first === undefined || first.start === latest.start || before === undefined || !first.n)
    return `${now}.`;
  return `${now}; at the start of the range it was ${sayShare(before / first.n)}.`;
}

function sayMedian(reading: Untold, latest: PeriodReading, n: number): string {
  if (latest.medianClass === null) return sayLargest(reading, latest, n);
  return `The middle one of ${instances(n)}: ${titleOf(reading, latest.medianClass)}.`;
}

function sayEvents(reading: Untold, latest: PeriodReading, n: number): string {
  const largest = largestOf(latest);
  const all = `${sayCount(n)} ${n === 1 ? "event" : "events"} in the latest period`;
  return largest === undefined
    ? `${all}.`
    : `${all}, ${sayShare(largest[1] / n)} of them ${titleOf(reading, largest[0])}.`;
}

function sayWindows({ values }: PeriodReading): string {
  const [[, widest] = ["", 0], narrow] = Object.entries(values).sort(
    (one, other) => Number(other[0]) - Number(one[0]),
  );
  const all = `${instances(widest)} ${widest === 1 ? "was" : "were"} active in 28 days`;
  return narrow === undefined ? `${all}.` : `${all}, ${sayCount(narrow[1])} in the last ${narrow[0]}.`;
}

function sayTimes({ view }: Untold, { times, n }: PeriodReading): string {
  if (times === null) return "No clone time can be published.";
  const { 25: low, 50: middle, 75: high } = times.percentiles;
  const half = `between ${saySeconds(low)} and ${saySeconds(high)}`;
  return view.weighting === "instances"
    ? `A clone takes ${saySeconds(middle)} on the typical instance; half of ${instances(n ?? 0)} are ${half}.`
    : `Half of ${sayCount(times.clones)} clones took ${saySeconds(middle)} or less; the middle half ${half}.`;
}
