import type { MetricName } from "../metrics/declared";
import type { Measured, Sample } from "../metrics/metric";

/** What both processes counted, for who looks up single values. */
export class MeasuredValues {
  readonly #samples = new Map<string, Sample[]>();

  constructor(measured: readonly Measured[]) {
    for (const { name, values } of measured)
      this.#samples.set(name, [...(this.#samples.get(name) ?? []), ...values]);
  }

  /** Null where nobody measured it: its process is away. */
  samples(name: MetricName): readonly Sample[] | null {
    return this.#samples.get(name) ?? null;
  }

  /** All values together; null where there is none. */
  sum(name: MetricName, isMeant: (labels: Sample["labels"]) => boolean = () => true): number | null {
    const meant = (this.samples(name) ?? []).filter(({ labels }) => isMeant(labels));
    return meant.length === 0 ? null : meant.reduce((total, { value }) => total + value, 0);
  }

  /**
   * The upper bound of the bucket that a quantile of a histogram lies in, since the start; null where nothing was noted, infinite
   * above the last bound.
   */
  quantile(
    name: MetricName,
    share: number,
    isMeant: (labels: Sample["labels"]) => boolean = () => true,
  ): number | null {
    const buckets = new Map<number, number>();
    for (const { labels, value, metricName } of this.samples(name) ?? []) {
      if (metricName !== `${name}_bucket` || !isMeant(labels)) continue;
      const bound = labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le);
      buckets.set(bound, (buckets.get(bound) ?? 0) + value);
    }
    const all = buckets.get(Number.POSITIVE_INFINITY) ?? 0;
    if (all === 0) return null;
    return (
      [...buckets].sort(([one], [other]) => one - other).find(([, upTo]) => upTo >= all * share)?.[0] ?? null
    );
  }
}
