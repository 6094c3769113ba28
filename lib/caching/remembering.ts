import { createCache } from "./cache";

/** Computes once for each text and remembers the results of the `limit` texts that were asked for last. */
export function remembering<Result extends string | number | boolean | object>(
  limit: number,
  compute: (text: string) => Result,
): (text: string) => Result {
  const results = createCache<string, Result>({ limit });
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = compute(text);
    results.set(text, result);
    return result;
  };
}
