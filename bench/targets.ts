import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { embeddedInstallation, type Installation } from "../e2e/support/installation";

/** What a process holds of the system. */
export interface Held {
  readonly residentMegabytes: number;
  readonly descriptors: number;
  /** Of them those that are connections. */
  readonly sockets: number;
}

const project = join(import.meta.dirname, "..");

/** A server that is measured. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Of its first process. */
  readonly pid: number | undefined;
  /** Resident memory of the server's processes, in MB; 0 where the system does not tell. */
  memoryMegabytes(): number;
  /** What each of its processes holds now, the first one first; none where the system does not tell. */
  processes(): readonly Held[];
  /** How many lines it printed since it serves, the rest of the announcement first, and those of them that are not JSON. */
  readonly printed: { lines: number; readonly notJson: string[] };
  stop(): Promise<void>;
}

/** Starts a server as a process of its own and waits until it says where it listens. */
async function startTarget(
  name: string,
  parameters: string[],
  ready: RegExp,
  environment: Record<string, string>,
): Promise<Target> {
  const child: ChildProcess = spawn(process.execPath, parameters, {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        const found = ready.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`${name} ended before it served:\n${output}`)));
  });
  const printed = { lines: 0, notJson: [] as string[] };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.removeAllListeners("data");
    if (stream) readLines(stream, printed);
  }
  child.stderr?.pipe(process.stderr);
  return {
    name,
    url,
    pid: child.pid,
    memoryMegabytes: () =>
      heldBy(child.pid).reduce((sum, { residentMegabytes }) => sum + residentMegabytes, 0),
    processes: () => heldBy(child.pid),
    printed,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export function startBareServer(): Promise<Target> {
  return startTarget("bare Node server", ["bench/bareServer.mjs"], /listening on (http:\S+)/, {});
}

const unlimited = {
  RATE_LIMIT_INSTANCE: "0",
  RATE_LIMIT_ADDRESS: "0",
  NEW_INSTANCES_PER_NETWORK: "0",
};

/** The service as `npm start` runs it. @param settings its limits, by default none */
export function startService(
  name: string,
  installation: Installation,
  settings: Readonly<Record<string, string>> = unlimited,
): Promise<Target> {
  return startTarget(name, ["server.mjs"], /listening on (http:[^\s)"]+)[\s)"]/, {
    PORT: "0",
    NODE_ENV: "production",
    ...installation.environment,
    ...settings,
  });
}

/** The same ingest behind Next's route handlers, without `server.mjs`. */
export async function startRouteHandler(): Promise<Target> {
  const installation = await embeddedInstallation();
  const target = await startTarget(
    "Next route handler (embedded)",
    ["node_modules/next/dist/bin/next", "start", "--port", "0", "--hostname", "127.0.0.1"],
    /(http:\/\/127\.0\.0\.1:\d+)/,
    { ...installation.environment, ...unlimited, NODE_ENV: "production" },
  );
  return {
    ...target,
    async stop() {
      await target.stop();
      installation.remove();
    },
  };
}

/** Of a process and those that it started. */
function heldBy(pid: number | undefined): Held[] {
  try {
    const [, resident = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    const own = {
      residentMegabytes: Math.round((Number(resident) * 4096) / 1_048_576),
      ...descriptorsOf(`/proc/${pid}/fd`),
    };
    return [own, ...children.flatMap((child) => heldBy(Number(child)))];
  } catch {
    return [];
  }
}

function descriptorsOf(folder: string): Pick<Held, "descriptors" | "sockets"> {
  const kinds = readdirSync(folder).map((name) => {
    try {
      return readlinkSync(join(folder, name));
    } catch {
      // Closed meanwhile.
      return "";
    }
  });
  return { descriptors: kinds.length, sockets: kinds.filter((kind) => kind.startsWith("socket:")).length };
}

function readLines(stream: Readable, printed: Target["printed"]): void {
  createInterface({ input: stream }).on("line", (line) => {
    printed.lines += 1;
    if (!isJson(line)) printed.notJson.push(line);
  });
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** @returns how long it took until nothing waited any more, in ms since `since` */
export async function whenDrained(base: string, since: number): Promise<number> {
  for (;;) {
    const health = (await (await fetch(new URL("/api/v1/health", base))).json()) as { status?: string };
    if (health.status === "ok") return Date.now() - since;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
