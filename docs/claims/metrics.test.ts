import { expect, test } from "vitest";
import { declaredMetrics } from "../../lib/metrics/declared";
import { readText, tableOf } from "./readers";

const declared: Readonly<
  Record<string, { type: string; help: string; labels?: Readonly<Record<string, unknown>> }>
> = declaredMetrics;

test("docs/metrics.md lists the metrics that there are, as they are declared", () => {
  const rows = tableOf(readText("docs/metrics.md"), "metric", "type", "labels", "meaning");
  expect(rows).toEqual(
    Object.entries(declared).map(([name, { type, help, labels = {} }]) => [
      `\`${name}\``,
      type,
      Object.keys(labels)
        .map((label) => `\`${label}\``)
        .join(", "),
      help,
    ]),
  );
});
