/**
 * Computes once for each text and remembers the result of the `limit` latest texts, so that whoever sends ever new ones
 * cannot take ever more memory.
 */
export function remembering<Result>(
  limit: number,
  compute: (text: string) => Result,
): (text: string) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known.result;
    const result = compute(text);
    const [oldest] = results.keys();
    if (results.size >= limit && oldest !== undefined) results.delete(oldest);
    results.set(text, { result });
    return result;
  };
}
