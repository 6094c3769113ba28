import { format } from "node:util";
import type { Logger } from "pino";
import { describeError } from "./database/describeError";

type Level = "debug" | "info" | "warn" | "error";

const levels: Readonly<Record<"debug" | "log" | "info" | "warn" | "error", Level>> = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
};

/** Longer texts are cut: nobody reads them in a log. */
const longestText = 2_000;

/**
 * Makes a line of ours of whatever is written to the console, by Next above all: one JSON object a line, and of an error
 * its kind alone, as its message could quote what was sent.
 */
export function consoleToLog(
  log: Pick<Logger, Level>,
  target: Pick<Console, keyof typeof levels> = console,
): void {
  for (const [method, level] of Object.entries(levels)) {
    target[method as keyof typeof levels] = (...written: unknown[]) => {
      const error = written.find((one) => one instanceof Error);
      const text = format(...written.filter((one) => !(one instanceof Error)));
      log[level](
        { ...(error === undefined ? {} : describeError(error)), ...digestOf(error) },
        text.trim().slice(0, longestText) || "written to the console",
      );
    };
  }
}

/** What a page that could not be made tells its reader to ask the operator for. */
function digestOf(error: unknown): { digest?: string } {
  const digest = typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" && /^\w{1,40}$/.test(digest) ? { digest } : {};
}
