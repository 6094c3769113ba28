import { otherClass, type StatisticClass } from "./declare";

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
  /** Says the range over `above` up to `upTo` units, such as `8–16 GiB`; `above` is null for the first. */
  readonly say: (above: number | null, upTo: number) => string;
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
    classes: bounds.map((bound, index) => ({
      key: String(bound),
      title: say(bounds[index - 1] ?? null, bound),
    })),
    classOf(value) {
      if (!(value > 0)) return null;
      const bound = bounds.find((one) => value <= one * unit);
      return bound === undefined ? otherClass : String(bound);
    },
  };
}

/** Says whole numbers over `above` up to `upTo`: `1`, `2`, `3–4`, `5–8`. */
export function sayWholeRange(above: number | null, upTo: number): string {
  const first = (above ?? upTo - 1) + 1;
  return first === upTo ? String(upTo) : `${first}–${upTo}`;
}

const lastEventBound = 512;

/** Classes of how many events an instance sent: 0, 1, 2–3, 4–7 and on, doubling, to 512 or more. Keys are the lower bounds. */
export const eventCountClasses: readonly StatisticClass[] = [
  { key: "0", title: "0" },
  ...Array.from({ length: Math.log2(lastEventBound) }, (_, power) => ({
    key: String(2 ** power),
    title: sayWholeRange(2 ** power - 1, 2 ** (power + 1) - 1),
  })),
  { key: String(lastEventBound), title: `${lastEventBound} or more` },
];

/** The class of a number of events. */
export function eventCountClass(events: number): string {
  if (!(events >= 1)) return "0";
  return String(Math.min(lastEventBound, 2 ** Math.floor(Math.log2(events))));
}
