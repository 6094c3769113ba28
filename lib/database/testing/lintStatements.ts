import { subscribe } from "node:diagnostics_channel";
import { afterAll, expect } from "vitest";
import { statementChannel } from "../statements";
import { lintStatement } from "./lintStatement";

/**
 * Vitest's, before each file: every statement that its tests have the code run is looked at, and one that a cluster could
 * not run fails the file. What tests run themselves to look at rows is not looked at.
 */
interface Linted {
  /** By their texts, each looked at once in a process. */
  readonly seen: Set<string>;
  /** Those of the file that runs. */
  found: { readonly sql: string; readonly problems: readonly string[] }[];
}

const global = globalThis as typeof globalThis & { lintedStatements?: Linted };

function watch(): Linted {
  const linted: Linted = { seen: new Set(), found: [] };
  subscribe(statementChannel.name, (message) => {
    const sql = String(message);
    if (linted.seen.has(sql)) return;
    const problems = lintStatement(sql);
    if (problems.length > 0 && isOfTest()) return;
    linted.seen.add(sql);
    if (problems.length > 0) linted.found.push({ sql, problems });
  });
  return linted;
}

/** Whether the nearest that is no part of the database room is a test, or what tests share. */
function isOfTest(): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  const caller = stack
    .split("\n")
    .filter((line) => /\/(lib|app|scripts|bench|e2e)\//.test(line) && !line.includes("node_modules"))
    .find((line) => !/\/lib\/database\/(?!testing\/)|lintStatements\.ts/.test(line));
  return caller === undefined || /\.test\.tsx?|\/testing\//.test(caller);
}

global.lintedStatements ??= watch();
const linted = global.lintedStatements;

afterAll(() => {
  const { found } = linted;
  linted.found = [];
  expect(found).toEqual([]);
});
