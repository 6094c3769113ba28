import type { StatisticClass } from "./declare";

/** Classes that are ranges between powers of two, and the class of a number. */
export interface PowerClasses {
  readonly classes: readonly StatisticClass[];
  /** The class of a number; null for zero and for what is no size, `other` outside the declared bounds. */
  classOf(value: number): string | null;
}

interface PowerOptions {
  /** What one counted unit is in the value's own unit, such as 2 ** 30 for GiB in bytes. */
  readonly unit: number;
  readonly from: number;
  readonly to: number;
  /** Says a number of units, such as `16 GiB`. */
  readonly say: (units: number) => string;
}

/**
 * One class for each doubling from `from` to `to` units: a value is in the class of the next power of two that is not
 * smaller. `to` and `from` are powers of two.
 * @returns keys such as `16`, for the class over 8 up to 16 units
 */
export function powerClasses({ unit, from, to, say }: PowerOptions): PowerClasses {
  const bounds: number[] = [];
  for (let bound = from; bound <= to; bound *= 2) bounds.push(bound);
  return {
    classes: bounds.map((bound) => ({ key: String(bound), title: `up to ${say(bound)}` })),
    classOf(value) {
      if (!(value > 0)) return null;
      const bound = bounds.find((one) => value <= one * unit);
      return bound === undefined ? "other" : String(bound);
    },
  };
}
