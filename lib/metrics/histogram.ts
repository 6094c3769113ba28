import type { Sample } from "./metric";

/** Counts how large values are. To note one takes no memory: engines wait for whoever does. */
export class Histogram {
  readonly #bounds: readonly number[];
  /** Not added up: each has what is above the bound before it. The last is for what is above all. */
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds upper ones, ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    let at = 0;
    while (at < this.#bounds.length && value > (this.#bounds[at] as number)) at += 1;
    this.#counts[at] = (this.#counts[at] as number) + 1;
    this.#sum += value;
  }

  /** How many values were noted up to each bound, and above all. */
  get counts(): readonly number[] {
    return [...this.#counts];
  }

  /** As Prometheus has it: buckets added up, sum and count. */
  samples(name: string, labels: Sample["labels"] = {}): Sample[] {
    let total = 0;
    const buckets = [...this.#bounds, "+Inf"].map((le, at) => {
      total += this.#counts[at] as number;
      return { labels: { ...labels, le }, value: total, metricName: `${name}_bucket` };
    });
    return [
      ...buckets,
      { labels, value: this.#sum, metricName: `${name}_sum` },
      { labels, value: total, metricName: `${name}_count` },
    ];
  }
}
