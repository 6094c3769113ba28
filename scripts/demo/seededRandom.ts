/** Random numbers that are the same on every machine for the same seeds (Mulberry32). */
export class SeededRandom {
  #state: number;

  /** @param seeds whole numbers; each combination of them gives numbers of its own */
  constructor(...seeds: readonly number[]) {
    this.#state = seeds.reduce((state, seed) => mix(state ^ Math.imul(seed | 0, 0x9e3779b1)), 0x2545f491);
  }

  /** From 0 up to but without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return mix(this.#state) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError for an empty list */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new RangeError("Nothing to pick from");
    return value;
  }

  /** One of the values, each as often as its weight says. */
  weighted<Value>(choices: Weighted<Value>): Value {
    return choose(choices, this.next());
  }

  /** A value whose logarithm is normally distributed; `spread` is the standard deviation of the logarithm. */
  logNormal(median: number, spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.next()));
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** How many independent things happen where `mean` are expected. Meant for means below 50. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += ((this.next() * 4_294_967_296) >>> 0).toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  shuffled<Value>(values: readonly Value[]): Value[] {
    return values
      .map((value) => ({ value, rank: this.next() }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ value }) => value);
  }

  /** `count` numbers between 0 and 1, evenly spaced and shuffled: shares made of them are exact, not only expected. */
  evenly(count: number): number[] {
    return this.shuffled(Array.from({ length: count }, (_, index) => (index + 0.5) / count));
  }
}

export type Weighted<Value> = readonly (readonly [value: Value, weight: number])[];

/**
 * The value at a place of the choices laid end to end, each as long as its weight.
 * @param place from 0 up to but without 1
 * @throws RangeError for an empty list
 */
export function choose<Value>(choices: Weighted<Value>, place: number): Value {
  let left = place * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError("Nothing to choose from");
  return last[0];
}

/** To a whole number from 0 to 2^32 - 1. */
function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
