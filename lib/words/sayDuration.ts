import { countOf } from "./sayPlurals";

/** Says a span of time that was chosen, in seconds, in the largest unit it is whole in: `12 hours`, `1 minute`, `7 days`. */
export function sayDuration(seconds: number): string {
  const [size, unit] =
    units.find(([size]) => seconds >= size && seconds % size === 0) ?? ([1, "second"] as const);
  return countOf(seconds / size, unit);
}

const units = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
] as const;
