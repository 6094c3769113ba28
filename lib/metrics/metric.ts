/** What a label may say: values that the code declares, or names that the code alone gives. */
export type LabelValues = readonly string[] | "named by the code";

/** A metric, before it has values. Its unit is in its name, as Prometheus has it. */
export interface MetricDeclaration {
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  /** Nothing that was sent can stand in a label: each says what its values can be. */
  readonly labels?: Readonly<Record<string, LabelValues>>;
}

/** A value as it is told to Prometheus. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** Of a histogram's parts, which have names of their own. */
  readonly metricName?: string;
}

/** A metric with its values, in the form in which `prom-client` takes it. */
export interface Measured {
  readonly name: string;
  readonly help: string;
  readonly type: MetricDeclaration["type"];
  readonly aggregator: "sum";
  readonly values: Sample[];
}

/** What the code names: never longer, and of these characters. */
const codeName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/;

/**
 * A metric with these values.
 * @throws RangeError for a label that is not declared, or whose value its declaration does not allow
 */
export function measured(
  name: string,
  { type, help, labels: allowed = {} }: MetricDeclaration,
  samples: readonly Sample[],
): Measured {
  for (const { labels } of samples) {
    for (const [label, value] of Object.entries(labels)) {
      if (type === "histogram" && label === "le") continue;
      const values = Object.hasOwn(allowed, label) ? allowed[label] : undefined;
      const isAllowed =
        values === "named by the code" ? codeName.test(String(value)) : values?.includes(String(value));
      if (isAllowed !== true) throw new RangeError(`${name} has no such value of the label ${label}`);
    }
  }
  return { name, help, type, aggregator: "sum", values: [...samples] };
}
