import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server of the built project in a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const project = join(import.meta.dirname, "..", "..");
const startTimeoutMs = 60_000;

/** Settings of the surrounding shell must not reach a server under test. */
const cleanEnvironment = () => {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, PORT: "0", RATE_LIMIT_INSTANCE: "0", RATE_LIMIT_ADDRESS: "0" };
};

/** Starts `server.mjs` without waiting for it. */
export function spawnServer(environment: Record<string, string>) {
  const child = spawn(process.execPath, ["server.mjs"], {
    cwd: project,
    env: { ...cleanEnvironment(), ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { child, ended, output: () => output };
}

/**
 * Starts the built server on a free port and waits until it serves.
 * @throws Error with all it printed when it ends, or does not serve within a minute
 */
export async function startServer(environment: Record<string, string>): Promise<RunningServer> {
  const { child, ended, output } = spawnServer(environment);
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not serving after a minute:\n${output()}`)),
      startTimeoutMs,
    );
    const look = () => {
      const found = /listening on (http:[^\s)]+)/.exec(output());
      if (found?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    child.stdout.on("data", look);
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it served:\n${output()}`));
    });
  });
  return {
    url,
    process: child,
    output,
    stop(signal: NodeJS.Signals = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

/** A folder that is removed by `remove`. */
export function temporaryFolder(prefix: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `${prefix}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
