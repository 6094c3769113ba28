import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyEmbedded } from "../../lib/database/testing/embeddedTemplate";
import { endWithRun, once } from "../../lib/database/testing/testRun";
import { findPort } from "../../scripts/demo/environment";

/** A server of the built project in a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A server that all tests of a run share, and what was made in its database before it started. */
export interface SharedServer<Made> {
  readonly url: string;
  readonly made: Made;
  output(): string;
}

const project = join(import.meta.dirname, "..", "..");
const startTimeoutMs = 60_000;
const lookEveryMs = 50;

/** A server of tests does not live long enough for the embedded database's code to be worth optimizing: seconds a start. */
const compilingLess = ["--liftoff-only"];
/** Settings of the surrounding shell must not reach a server under test. */
const cleanEnvironment = () => {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  const unlimited = { RATE_LIMIT_INSTANCE: "0", RATE_LIMIT_ADDRESS: "0", NEW_INSTANCES_PER_NETWORK: "0" };
  return { PATH, HOME, TMPDIR, LANG, PORT: "0", PAGES_NICENESS: "0", ...unlimited };
};

function spawnWith(environment: Readonly<Record<string, string>>, stdio: StdioOptions): ChildProcess {
  return spawn(process.execPath, [...compilingLess, "server.mjs"], {
    cwd: project,
    env: { ...cleanEnvironment(), ...environment } as unknown as NodeJS.ProcessEnv,
    stdio,
    detached: !JSON.stringify(stdio).includes("pipe"),
  });
}

/** Starts `server.mjs` without waiting for it. */
export function spawnServer(environment: Readonly<Record<string, string>>) {
  const child = spawnWith(environment, ["ignore", "pipe", "pipe"]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, ended: endOf(child), output: () => output };
}

/**
 * Starts the built server on a free port and waits until it serves.
 * @throws Error with all it printed when it ends, or does not serve within a minute
 */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  const spawned = spawnServer(environment);
  return running(spawned, await whenServing(spawned.ended, spawned.output));
}

/**
 * The same, and waits for no page: engines are answered before the first can be made.
 * @throws Error as `startServer`
 */
export async function startForEngines(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  const port = environment.PORT ?? String(await findPort());
  const spawned = spawnServer({ ...environment, PORT: port });
  const url = `http://127.0.0.1:${port}`;
  const isAlive = async () => (await fetch(`${url}/api/v1/live`).catch(() => null))?.ok === true;
  return running(
    spawned,
    await whenServing(spawned.ended, spawned.output, async () => ((await isAlive()) ? url : null)),
  );
}

function running({ child, ended, output }: ReturnType<typeof spawnServer>, url: string): RunningServer {
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

/**
 * A server that is started by the first test of a run that asks for it, and ends with the run.
 * @param prepare fills the migrated, empty database of the data folder, and gives what tests are to know of it
 * @param begin is done once it serves, before any test
 */
export async function shareServer<Made>(
  name: string,
  environment: Readonly<Record<string, string>>,
  prepare: (dataFolder: string) => Promise<Made>,
  begin: (url: string) => Promise<void> = async () => {},
): Promise<SharedServer<Made>> {
  const { folder, made } = await once(`server-${name}`, async (ofServer) => {
    const dataFolder = join(ofServer, "data");
    await copyEmbedded(dataFolder);
    const prepared = await prepare(dataFolder);
    const log = join(ofServer, "log");
    const out = openSync(log, "a");
    const child = spawnWith({ ...environment, DATA_DIR: dataFolder }, ["ignore", out, out]);
    endWithRun(`server-${name}`, child.pid ?? 0);
    const url = await whenServing(endOf(child), () => readFileSync(log, "utf8"));
    child.unref();
    await begin(url);
    return { url, made: prepared };
  });
  return { ...made, output: () => readFileSync(join(folder, "log"), "utf8") };
}

/** A folder on the disk that is removed by `remove`. */
export function temporaryFolder(prefix: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `${prefix}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** When all that it printed was read, too. */
function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}

/** @param look gives the address once it serves; that it tells to listen on, unless given */
async function whenServing(
  ended: Promise<number | null>,
  output: () => string,
  look = async () => /listening on (http:[^\s)"]+)[\s)"]/.exec(output())?.[1] ?? null,
): Promise<string> {
  let end: string | null = null;
  void ended.then((code) => {
    end = `ended with ${code} before it served`;
  });
  for (const until = Date.now() + startTimeoutMs; Date.now() < until && end === null; ) {
    const url = await look();
    if (url !== null) return url;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error(`${end ?? "not serving after a minute"}:\n${output()}`);
}
