import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the processes of one test run share lies in the folder that this variable names. */
const variable = "TEST_RUN_FOLDER";
const lookEveryMs = 20;
const memoryDisk = "/dev/shm";
const roomBytes = 4 * 1024 ** 3;
/** The last number of each name that this process knows to be taken. */
const taken = new Map<string, number>();

/**
 * Begins a run: everything below makes what is costly once in it. A run within a run is part of that one.
 *
 * @returns ends the run: what was started in it is stopped, its folder removed. Also done when this process ends,
 *   however it ends.
 */
export function startTestRun(): () => Promise<void> {
  if (process.env[variable] !== undefined) return async () => {};
  const folder = mkdtempSync(join(hasMemoryDisk() ? memoryDisk : tmpdir(), "dblab-telemetry-run-"));
  // The server programs run as somebody else where we are root.
  chmodSync(folder, 0o755);
  process.env[variable] = folder;
  // A shell that waits for the end of its input, which comes with the end of this process, and cleans up.
  const script = `read _; for file in "$0"/*.pid; do
    pid=$(cat "$file" 2>/dev/null) && kill -QUIT "$pid" && while kill -0 "$pid"; do sleep 0.05; done
  done 2>/dev/null; rm -rf "$0"`;
  const shell = spawn("sh", ["-c", script, folder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = new Promise<void>((resolve) => shell.once("exit", () => resolve()));
  shell.unref();
  return () => {
    delete process.env[variable];
    shell.ref();
    shell.stdin.end();
    return ended;
  };
}

/** Whether this process belongs to a test run. */
export function isInTestRun(): boolean {
  return process.env[variable] !== undefined;
}

/**
 * Makes something once in a run, whichever process asks first; the others wait for it.
 *
 * @param make makes it in an empty folder, and gives what everybody is to know of it, as JSON can hold it.
 * @returns the folder, and what `make` gave
 */
export async function once<T>(
  name: string,
  make: (folder: string) => Promise<T>,
): Promise<{ readonly folder: string; readonly made: T }> {
  const folder = join(runFolder(), name);
  const result = `${folder}.json`;
  if (isFirst(folder)) {
    const outcome = await make(folder).then(
      (made) => ({ made }),
      (error: unknown) => ({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    writeFileSync(`${result}.new`, JSON.stringify(outcome));
    renameSync(`${result}.new`, result);
  }
  while (!existsSync(result)) await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  const { made, error } = JSON.parse(readFileSync(result, "utf8")) as { made: T; error?: string };
  if (error !== undefined) throw new Error(`${name} could not be made: ${error}`);
  return { folder, made };
}

/** Has a process end with the run. */
export function endWithRun(name: string, pid: number): void {
  writeFileSync(join(runFolder(), `${name}.pid`), String(pid));
}

/** @returns 1, 2, 3 … of what is counted under `name`, each once in a run, whichever process asks */
export function takeNumber(name: string): number {
  for (let number = (taken.get(name) ?? 0) + 1; ; number += 1) {
    taken.set(name, number);
    if (isFirst(join(runFolder(), `${name}-${number}`))) return number;
  }
}

/** A new empty folder that goes with the run; in memory where there is room, so that nothing waits for a disk. */
export function folderOfRun(): string {
  return mkdtempSync(join(runFolder(), "folder-"));
}

function runFolder(): string {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error("startTestRun() belongs into the runner's global set-up");
  return folder;
}

function hasMemoryDisk(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memoryDisk);
    return bavail * bsize > roomBytes;
  } catch {
    return false;
  }
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
