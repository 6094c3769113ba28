/** Places of values that have a gap or an end on both sides: no line or area reaches them. */
export function loneIndexes(values: readonly unknown[]): number[] {
  const isThere = (index: number) => values[index] !== null && values[index] !== undefined;
  return [...values.keys()].filter((index) => isThere(index) && !isThere(index - 1) && !isThere(index + 1));
}
