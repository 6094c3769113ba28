import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { embeddedInstallation, type Installation } from "../e2e/support/installation";

const project = join(import.meta.dirname, "..");

/** A server that is measured. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Resident memory of the server's processes, in MB; 0 where the system does not tell. */
  memoryMegabytes(): number;
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
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = ready.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`${name} ended before it served`)));
  });
  return {
    name,
    url,
    memoryMegabytes: () => residentMegabytes(child.pid),
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
  NODE_ENV: "production",
};

/** The service as `npm start` runs it. */
export function startService(name: string, installation: Installation): Promise<Target> {
  return startTarget(name, ["server.mjs"], /listening on (http:[^\s)]+)/, {
    PORT: "0",
    ...installation.environment,
    ...unlimited,
  });
}

/** The same ingest behind Next's route handlers, without `server.mjs`. */
export async function startRouteHandler(): Promise<Target> {
  const installation = await embeddedInstallation();
  const target = await startTarget(
    "Next route handler (embedded)",
    ["node_modules/next/dist/bin/next", "start", "--port", "0", "--hostname", "127.0.0.1"],
    /(http:\/\/127\.0\.0\.1:\d+)/,
    { ...installation.environment, ...unlimited },
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
function residentMegabytes(pid: number | undefined): number {
  try {
    const [, resident = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    const own = Math.round((Number(resident) * 4096) / 1_048_576);
    return children.reduce((sum, child) => sum + residentMegabytes(Number(child)), own);
  } catch {
    return 0;
  }
}
