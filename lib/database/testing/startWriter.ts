import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { projectFolder } from "../projectFolder";

/** A running writer process, see writer.ts. */
export interface Writer {
  pid: number;
  /** Everything it told so far. */
  readonly lines: string[];
  /** Resolves when it has told at least so many lines. */
  told(lines: number): Promise<void>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a writer on a data folder; it is killed at the latest when the test ends. */
export function startWriter(dataFolder: string): Writer {
  const script = join(projectFolder(), "lib", "database", "testing", "writer.ts");
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", script, dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  const lines: string[] = [];
  let onLine = () => {};
  if (child.stdout) {
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      onLine();
    });
  }
  const kill = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    lines,
    told: (count) =>
      new Promise((resolve, reject) => {
        onLine = () => lines.length >= count && resolve();
        onLine();
        gone.then(() => reject(new Error(`the writer ended after telling: ${lines.slice(-3).join(", ")}`)));
      }),
    kill,
  };
}
