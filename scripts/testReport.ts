import { z } from "zod";

/** What a runner came to. */
export interface TestTotal {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of what failed; a file that could not be loaded is one. */
  readonly failures: readonly string[];
  /** Tests that failed first and passed then. */
  readonly secondTries: readonly string[];
}

const unitsSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
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
    failures: result.testResults.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((one) => one.status === "failed");
      const named = failed.map(({ fullName }) => `${name} › ${fullName}`);
      return status === "failed" && failed.length === 0 ? [name] : named;
    }),
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
    failures: suites.flatMap((suite) => namesIn(suite, "unexpected", [])),
    secondTries: suites.flatMap((suite) => namesIn(suite, "flaky", [])),
  };
}

function namesIn(suite: z.infer<typeof suiteSchema>, status: string, above: readonly string[]): string[] {
  const path = [...above, suite.title];
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map(({ projectName }) => [...path, title, `(${projectName})`].join(" › ")),
  );
  return [...own, ...(suite.suites ?? []).flatMap((below) => namesIn(below, status, path))];
}
