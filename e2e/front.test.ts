import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readMigrations } from "../lib/database/migrations/readMigrations";
import { copyEmbedded } from "../lib/database/testing/embeddedTemplate";
import { temporaryFolder } from "../lib/database/testing/temporaryFolder";
import packageJson from "../package.json";
import { findPort } from "../scripts/demo/environment";
import { startServer } from "./support/server";

const event = JSON.stringify({
  instance_id: "c6vq1tqs0qtc73dlqkpg",
  event_type: "engine_stopped",
  event_data: { uptime: 3 },
});

async function serve(settings: Readonly<Record<string, string>> = {}) {
  const folder = join(temporaryFolder(), "data");
  await copyEmbedded(folder);
  const server = await startServer({ DATA_DIR: folder, ...settings });
  onTestFinished(async () => void (await server.stop("SIGKILL")));
  return server;
}

/** Processes that a process started. */
function childrenOf(pid: number | undefined): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return new RegExp(`^PPid:\\s+${pid}$`, "m").test(readFileSync(`/proc/${name}/status`, "utf8"));
      } catch {
        return false;
      }
    })
    .map(Number);
}

const isThere = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** @returns a module that does to a process, at a signal, what goes wrong seldom */
function oddities(): string {
  const file = join(temporaryFolder(), "oddities.mjs");
  writeFileSync(
    file,
    `process.on("SIGUSR2", () => { throw new TypeError("canary"); });
     process.on("SIGHUP", () => process.stderr.write("printed\\nby nobody\\nprinted by a library\\n"));`,
  );
  return file;
}

const send = async (url: string) =>
  (await fetch(`${url}/api/rpc/telemetry_event`, { method: "POST", body: event })).status;
const metricsOf = async (port: number) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
const statusOf = async (url: string) => (await fetch(url)).status;

it("answers engines and probes while the pages are gone, and has them back by itself", async () => {
  const ports = { metrics: await findPort() };
  const server = await serve({
    NODE_OPTIONS: `--import ${oddities()}`,
    METRICS_PORT: String(ports.metrics),
  });
  const [pages = 0] = childrenOf(server.process.pid);
  expect(await statusOf(`${server.url}/status`)).toBe(200);
  process.kill(pages, "SIGHUP");
  await expect.poll(server.output).toContain("printed by a library");
  process.kill(pages, "SIGUSR2");
  await expect.poll(() => statusOf(`${server.url}/status`)).toBe(503);
  expect(await send(server.url)).toBe(200);
  expect(await statusOf(`${server.url}/api/v1/live`)).toBe(200);
  expect(await statusOf(`${server.url}/api/v1/ready`)).toBe(200);
  expect(await statusOf(`${server.url}/ready`)).toBe(200);
  expect(await (await fetch(`${server.url}/version`)).json()).toMatchObject({
    version: packageJson.version,
    migrations: { last: readMigrations().at(-1)?.name },
  });
  expect(await metricsOf(ports.metrics)).toContain("telemetry_pages_up 0");
  const gone = await fetch(`${server.url}/status`);
  if (gone.status === 503) expect(gone.headers.get("retry-after")).toBe("5");
  await expect.poll(() => statusOf(`${server.url}/status`), { timeout: 60_000 }).toBe(200);
  expect(await metricsOf(ports.metrics)).toContain("telemetry_pages_starts_total 2");
  // Without a token they are on no other port, and nothing else is on theirs.
  expect(await statusOf(`${server.url}/metrics`)).toBe(404);
  expect(await statusOf(`http://127.0.0.1:${ports.metrics}/`)).toBe(404);
  // What was stored while they were away is there for them.
  const read = await fetch(`${server.url}/api/v1/instance/events`, {
    headers: { authorization: "Bearer c6vq1tqs0qtc73dlqkpg" },
  });
  expect(((await read.json()) as { events: unknown[] }).events).toHaveLength(1);
  expect(server.output()).toContain("the process with the pages ended");
  expect(await server.stop("SIGUSR2")).toBe(1);
  const lines = server.output().trim().split("\n");
  const said = lines.map((line) => JSON.parse(line));
  expect(said.filter(({ level }) => level === 60)).toMatchObject([
    { error: "TypeError" },
    { error: "TypeError" },
  ]);
  expect(server.output()).not.toMatch(/canary|metadataBase/);
});

it("refuses pages above its limit with 503 and goes on answering engines", async () => {
  const server = await serve();
  const answers = await Promise.all(
    Array.from({ length: 150 }, () =>
      // With a parameter that no page has, it is made for each.
      fetch(`${server.url}/api?made=now`).then(async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      }),
    ),
  );
  expect(new Set(answers)).toEqual(new Set([200, 503]));
  expect(await send(server.url)).toBe(200);
  expect(await statusOf(`${server.url}/api?made=now`)).toBe(200);
});

it("does not let who reads slowly keep a place", async () => {
  const server = await serve();
  const slow = await Promise.all(
    Array.from({ length: 20 }, () =>
      fetch(`${server.url}/openapi.json?made=now`, { headers: { connection: "close" } }),
    ),
  );
  onTestFinished(async () => void (await Promise.all(slow.map((answer) => answer.body?.cancel()))));
  for (let n = 0; n < 10; n++) expect(await statusOf(`${server.url}/status`)).toBe(200);
});

it("is not ready first, answers for a while, and then stops, with the process of the pages", async () => {
  const server = await serve({ DRAIN_SECONDS: "3" });
  const children = childrenOf(server.process.pid);
  expect(children).toHaveLength(1);
  expect(await statusOf(`${server.url}/api/v1/ready`)).toBe(200);
  server.process.kill("SIGTERM");
  await expect.poll(() => statusOf(`${server.url}/api/v1/ready`)).toBe(503);
  expect(await statusOf(`${server.url}/api/v1/live`)).toBe(200);
  expect(await send(server.url)).toBe(200);
  await expect.poll(() => server.process.exitCode, { timeout: 30_000 }).toBe(0);
  expect(children.filter(isThere)).toEqual([]);
});

it("leaves nobody behind when it is killed", async () => {
  const server = await serve();
  const children = childrenOf(server.process.pid);
  await server.stop("SIGKILL");
  await expect.poll(() => children.filter(isThere), { timeout: 20_000 }).toEqual([]);
});

/** Starts a command in the project, and gives the address where it serves. */
async function startBy(command: readonly string[], environment: Readonly<Record<string, string>>) {
  const [program = "", ...parameters] = command;
  const child: ChildProcess = spawn(program, parameters, {
    cwd: join(import.meta.dirname, ".."),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  onTestFinished(() => {
    try {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    } catch {
      // It is over.
    }
  });
  await expect.poll(() => output, { timeout: 90_000 }).toContain("listening on");
  const [, url = ""] = /listening on (http:[^\s)"]+)[\s)"]/.exec(output) ?? [];
  return { child, url };
}

it("ends with npm, which forwards no signal to it", async () => {
  const folder = join(temporaryFolder(), "data");
  await copyEmbedded(folder);
  const { child, url } = await startBy(["npm", "start", "--silent"], { DATA_DIR: folder, PORT: "0" });
  expect(await send(url)).toBe(200);
  process.kill(child.pid ?? 0, "SIGTERM");
  await expect
    .poll(
      () =>
        fetch(url).then(
          () => "there",
          () => "gone",
        ),
      { timeout: 30_000 },
    )
    .toBe("gone");
});

it("as process 1 of a container ends at SIGTERM", async ({ skip }) => {
  const folder = join(temporaryFolder(), "data");
  await copyEmbedded(folder);
  const probe = spawn("unshare", ["--pid", "--fork", "true"], { stdio: "ignore" });
  const mayUnshare = await new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.once("exit", (code) => resolve(code === 0));
  });
  if (!mayUnshare) return skip("this machine lets nobody make a process namespace");
  const { child, url } = await startBy(
    ["unshare", "--pid", "--fork", "--mount-proc", process.execPath, "server.mjs"],
    { DATA_DIR: folder, PORT: "0" },
  );
  expect(await send(url)).toBe(200);
  const [server = 0] = childrenOf(child.pid);
  process.kill(server, "SIGTERM");
  await expect.poll(() => isThere(server), { timeout: 30_000 }).toBe(false);
});
