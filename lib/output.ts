import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import pino, { type Logger } from "pino";
import { describeError } from "./database/describeError";

/** The log of a process: one JSON object a line, on its standard output. */
export function createLog(level = "info"): Logger {
  const output = pino.destination({ fd: 1, sync: true });
  // Whoever read it went away, in whatever manner: nothing of it is kept for them.
  output.on("error", () => Object.assign(output, { write: () => false, flushSync: () => {}, end: () => {} }));
  return pino({ level, base: null }, output);
}

/** True where somebody sits at a terminal and reads what a start says. */
const isRead = () => process.stderr.isTTY === true && process.stdout.isTTY === true;

/** Says how far a start is: a line for people at a terminal, one of the log for whatever reads that. */
export function sayProgress(line: string): void {
  if (isRead()) process.stderr.write(`  ${line}\n`);
  else createLog().info(line);
}

/** Says that the service serves: `text` at a terminal, else a line of the log. */
export function sayServing(text: string, line: { readonly msg: string } & Record<string, unknown>): void {
  if (isRead()) process.stdout.write(text);
  else createLog().info(line);
}

/** Ends the process, and says why. */
export function endWith(words: string): never {
  if (isRead()) process.stderr.write(`dblab-telemetry: ${words}\n`);
  else createLog().fatal(words);
  process.exit(1);
}

/** What Node would print of faults and warnings is said by the log. What nobody expected ends the process. */
export function logFaults(log: Logger): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.warn({ warning: warning.name }, warning.message));
  process.on("uncaughtException", (error) => {
    log.fatal(describeError(error), "the process ends: something failed that nobody expected");
    process.exit(1);
  });
}

/** Longer lines are cut: nobody reads them in a log. */
const longestLine = 2_000;

/**
 * Hands on what a process beside writes: lines of its log as they are; what its runtime or a library printed, within a line.
 * @param write takes a line with its end
 */
export function handOn(
  { stdout, stderr }: { readonly stdout: Readable | null; readonly stderr: Readable | null },
  log: Pick<Logger, "info" | "error">,
  write: (line: string) => void = (line) => process.stdout.write(line),
): void {
  const say = { stdout: log.info, stderr: log.error };
  for (const [name, input] of Object.entries({ stdout, stderr })) {
    if (input === null) continue;
    createInterface({ input }).on("line", (line) => {
      if (isObject(line)) write(`${line}\n`);
      else if (line.trim() !== "")
        say[name as keyof typeof say].call(log, { printed: name }, line.slice(0, longestLine));
    });
  }
}

function isObject(line: string): boolean {
  if (!line.startsWith("{")) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
