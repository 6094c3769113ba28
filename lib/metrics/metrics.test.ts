import { expect, it } from "vitest";
import { declaredMetrics } from "./declared";
import { Histogram } from "./histogram";
import { measure, measureOne } from "./measure";
import { FrontMeter } from "./ofFront";
import { IngestMeter } from "./ofIngest";
import { PagesMeter } from "./ofPages";
import { renderMetrics } from "./render";

const idle = {
  isAway: false,
  spoolState: null,
  queues: { single: 0, batch: 0, drain: 0 },
  folds: { waiting: 0, ageSeconds: 0 },
  outcomes: { met: 2, late: 1, failed: 0 },
};
const job = {
  name: "a job",
  everyMs: 60_000,
  lease: false,
  lastSuccessAt: new Date(),
  nextAt: null,
  failures: 2,
  lastError: null,
};

it("a label holds nothing that the code does not name", () => {
  const wrong: readonly Readonly<Record<string, string>>[] = [
    { call: "c6vq1tqs0qtc73dlqkpg", status: "200" },
    { call: "events", status: "299" },
    { call: "events", status: "200", instance: "x" },
    { constructor: "x" },
  ];
  for (const labels of wrong)
    expect(() => measureOne("telemetry_requests_total", 1, labels)).toThrow(RangeError);
  expect(() => measureOne("telemetry_job_failures", 1, { process: "front", job: "x".repeat(41) })).toThrow(
    RangeError,
  );
});

it("what is not declared is counted under what is", async () => {
  const meter = new IngestMeter();
  meter.answered("unknown", 299, 3);
  meter.refused("c6vq1tqs0qtc73dlqkpg");
  meter.refused("constructor");
  const text = await renderMetrics([meter.read(idle)]);
  expect(text).toContain('telemetry_requests_total{call="unknown",status="500"} 1');
  expect(text).not.toMatch(/c6vq|constructor/);
});

it("a histogram counts up to each bound, and is told as Prometheus adds it up", () => {
  const histogram = new Histogram([1, 10]);
  for (const value of [0, 1, 2, 10, 11]) histogram.observe(value);
  expect(histogram.counts).toEqual([2, 2, 1]);
  expect(histogram.samples("x").map(({ value }) => value)).toEqual([2, 4, 5, 24, 5]);
});

it("both processes are told together, each metric once and all that are declared", async () => {
  const [front, pages, ingest] = [new FrontMeter(), new PagesMeter(), new IngestMeter()];
  ingest.answered("telemetry_event", 200, 12);
  ingest.answered("events", 503, 300);
  ingest.stored(3);
  pages.opened("instance");
  const now = {
    version: "1.2.3",
    jobs: [job],
    connections: 4,
    keptBytes: 5,
    pages: { isReady: true, starts: 1 },
    disk: { freeBytes: 6, bytes: 7 },
  };
  const text = await renderMetrics([
    [...front.read(now), ...ingest.read(idle)],
    pages.read({ jobs: [job], watchers: 7 }),
  ]);
  const typed = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]);
  expect(typed.sort()).toEqual(
    Object.entries(declaredMetrics)
      .map(([name, { type }]) => [name, type])
      .sort(),
  );
  expect(text).toContain('telemetry_build_info{version="1.2.3"} 1');
  expect(text).toContain('telemetry_request_seconds_bucket{kind="event",le="0.025"} 1');
  expect(text).toContain('telemetry_request_seconds_bucket{kind="event",le="0.01"} 0');
  expect(text).toContain('telemetry_requests_total{call="events",status="503"} 1');
  expect(text).toContain('telemetry_objective_requests_total{outcome="late"} 1');
  for (const process of ["front", "pages"])
    expect(text).toContain(`telemetry_job_failures{process="${process}",job="a job"} 2`);
  expect(text).toContain('telemetry_live_watchers{process="pages"} 7');
});

it("without the process with the pages the other one is told", async () => {
  const text = await renderMetrics([[measure("telemetry_pages_up", [{ labels: {}, value: 0 }])], []]);
  expect(text).toContain("telemetry_pages_up 0");
});
