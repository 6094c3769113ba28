import { AggregatorRegistry, Registry } from "prom-client";
import type { Measured } from "./metric";

/** What Prometheus is answered with. */
export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE;

/** The values of several processes as Prometheus reads them, each metric once. */
export function renderMetrics(ofProcesses: readonly (readonly Measured[])[]): Promise<string> {
  return AggregatorRegistry.aggregate(ofProcesses.map((metrics) => [...metrics])).metrics();
}
