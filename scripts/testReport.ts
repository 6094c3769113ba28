import { z } from "zod";

/** What a runner came to. */
export interface TestTotal {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that failed first and passed then. */
  readonly secondTries: readonly string[];
}

const unitsSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
});

const suiteSchema = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(z.object({ projectName: z.string(), status: z.string() })),
    }),
  ),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});

const pagesSchema = z.object({
  stats: z.object({
    expected: z.number(),
    flaky: z.number(),
    unexpected: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(suiteSchema),
});

/** @param report Vitest's, as JSON */
export function readUnits(report: unknown): TestTotal {
  const result = unitsSchema.parse(report);
  // A file that could not even be loaded has no tests that failed, and still is a failure.
  const lost = result.success ? 0 : Math.max(1, result.numFailedTestSuites);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests || lost,
    skipped: result.numPendingTests,
    secondTries: [],
  };
}

/** @param report Playwright's, as JSON */
export function readPages(report: unknown): TestTotal {
  const { stats, suites } = pagesSchema.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    secondTries: suites.flatMap((suite) => secondTriesIn(suite, [])),
  };
}

function secondTriesIn(suite: z.infer<typeof suiteSchema>, above: readonly string[]): string[] {
  const path = [...above, suite.title];
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === "flaky")
      .map(({ projectName }) => [...path, title, `(${projectName})`].join(" › ")),
  );
  return [...own, ...(suite.suites ?? []).flatMap((below) => secondTriesIn(below, path))];
}
