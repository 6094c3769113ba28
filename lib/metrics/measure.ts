import { declaredMetrics, type MetricName } from "./declared";
import { type Measured, measured, type Sample } from "./metric";

/** A declared metric with these values. @throws RangeError for a label's value that is not declared */
export function measure(name: MetricName, samples: readonly Sample[]): Measured {
  return measured(name, declaredMetrics[name], samples);
}

/** The same of one value. */
export function measureOne(name: MetricName, value: number, labels: Sample["labels"] = {}): Measured {
  return measure(name, [{ labels, value }]);
}
