import { engineCalls } from "../catalogue";
import { countOf } from "../words/sayPlurals";

/**
 * What is promised to engines: which share of their requests is accepted, and within which time. Over so many days together it
 * is judged, and for so many it is shown day by day.
 */
export const objective = { share: 0.999, withinMs: 250, windowDays: 28, shownDays: 90 } as const;

/** The promise in words, what is measured by it, and what follows when it is missed: pages and docs/operating.md say these. */
export const objectiveWords = {
  promise: `${sayPercentOf(objective.share)}% of engines’ requests are accepted within ${objective.withinMs} ms, in ${countOf(objective.windowDays, "day")} together.`,
  counts:
    "Every event an engine sends counts, and every call it makes with its organization’s key or token, from the request that was read to its answer. Accepted is an answer of 200: what was sent is on a disk then.",
  misses: `Missed is what is answered with an error of the service (5xx), or after more than ${objective.withinMs} ms.`,
  leftOut:
    "Not counted: requests with an error of their own (4xx), batches of relays and importers, which wait and try again, calls whose body is read past, and those that a relay hands on. A request that never reached the service is in nobody’s count.",
  whenMissed: `A day that misses it stays marked for ${countOf(objective.shownDays, "day")}. Where Prometheus has the rules of ops/, the alert TelemetryObjectiveMissed is raised within an hour, and anyone who runs the service looks for what was slow or refused. As long as the ${countOf(objective.windowDays, "day")} together miss it, nothing is released but what mends that.`,
} as const;

/** Calls that are judged. @param handsOn where a relay's upstream answers all but events */
export function judgedCalls(handsOn: boolean): ReadonlySet<string> {
  return new Set(
    engineCalls
      .filter(({ name, isBodyRead }) => isBodyRead && (name === "telemetry_event" || !handsOn))
      .map(({ name }) => name),
  );
}

/** `99.9` of 0.999, and 99.98 of 0.99984: never rounded up, so that what is short of a promise does not look as if it kept it. */
export function sayPercentOf(share: number): string {
  // Of what is stored in binary a hair is missing.
  return (Math.floor(share * 10_000 + 1e-9) / 100).toString();
}
