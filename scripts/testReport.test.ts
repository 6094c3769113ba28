import { expect, it } from "vitest";
import { readPages, readUnits } from "./testReport";

const units = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numFailedTestSuites: 0,
  testResults: [],
};

it("adds up what Vitest tells", () => {
  const counted = { passed: 7, failed: 0, skipped: 1, failures: [], secondTries: [] };
  expect(readUnits({ ...units, success: true })).toEqual(counted);
  expect(readUnits({ ...units, success: false, numFailedTests: 2 })).toEqual({ ...counted, failed: 2 });
});

it("counts a file that could not be loaded as a failure", () => {
  expect(readUnits({ ...units, success: false, numFailedTestSuites: 3 })).toMatchObject({ failed: 3 });
  expect(readUnits({ ...units, success: false })).toMatchObject({ failed: 1 });
});

it("names what failed", () => {
  const testResults = [
    { name: "a.test.ts", status: "failed", assertionResults: [{ fullName: "a fails", status: "failed" }] },
    { name: "b.test.ts", status: "failed", assertionResults: [] },
    { name: "c.test.ts", status: "passed", assertionResults: [{ fullName: "c", status: "passed" }] },
  ];
  expect(readUnits({ ...units, success: false, numFailedTests: 1, testResults }).failures).toEqual([
    "a.test.ts › a fails",
    "b.test.ts",
  ]);
});

it("names every page test that needed a second try", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ projectName: "desktop", status }] });
  const suites = [
    {
      title: "try.spec.ts",
      specs: [spec("accepts", "expected"), spec("refuses", "flaky")],
      suites: [{ title: "without JavaScript", specs: [spec("says so", "flaky"), spec("not", "unexpected")] }],
    },
  ];
  const stats = { expected: 1, flaky: 2, unexpected: 1, skipped: 0 };
  expect(readPages({ stats, suites })).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
    failures: ["try.spec.ts › without JavaScript › not › (desktop)"],
    secondTries: [
      "try.spec.ts › refuses › (desktop)",
      "try.spec.ts › without JavaScript › says so › (desktop)",
    ],
  });
});

it("takes a report of another form for none", () => {
  expect(() => readUnits({})).toThrow();
  expect(() => readPages(null)).toThrow();
});
