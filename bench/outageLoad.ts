// What `bench:outage` sends, in a process of its own: starting and stopping a server stops the other one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";

export const perSecond = 200;
export const callsPerSecond = 3;

/** What was sent, and what became of it. Times in ms, `at` since 1970. */
export interface Sent {
  readonly events: number;
  readonly answers: readonly {
    readonly at: number;
    readonly tookMs: number;
    readonly status: number;
    readonly path: string;
  }[];
}

interface To {
  readonly url: string;
  readonly orgKey: string;
  readonly token: string;
}

/** Sends at a fixed rate until it is stopped, whatever becomes of what was sent. */
export async function startSending(to: To): Promise<{ stop(): Promise<Sent> }> {
  const child = spawn(process.execPath, ["scripts/run.mjs", "bench/outageLoad.ts", JSON.stringify(to)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const output = text(child.stdout);
  return {
    async stop() {
      child.stdin.end();
      await once(child, "exit");
      return JSON.parse(await output) as Sent;
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

function post(base: string, path: string, body: object, orgKey: string): Promise<Sent["answers"][number]> {
  const at = Date.now();
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ at, tookMs: performance.now() - startedAt, status, path });
    const headers = orgKey === "" ? {} : { "Org-Key": orgKey };
    const sent = request(new URL(path, base), { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => done(response.statusCode ?? 0));
    });
    sent.on("error", () => done(0));
    sent.end(JSON.stringify(body));
  });
}

const instanceOf = (number: number) => `c${String(number % 100).padStart(19, "0")}`;

const eventOf = (number: number) => ({
  instance_id: instanceOf(number),
  event_type: "clone_reset",
  event_data: { id: `clone-${number}`, cloning_time: 1.5, dsa_diff: 1 },
});

function callOf(number: number, token: string) {
  const selfassigned_instance_id = instanceOf(number);
  const calls = [
    { path: "/api/rpc/dblab_instance_register", body: { selfassigned_instance_id, project_name: "bench" } },
    {
      path: "/api/rpc/telemetry_usage",
      body: { selfassigned_instance_id, event_data: { cpu: 8, total_memory: 1, data_size: 1 } },
    },
    { path: "/api/rpc/dblab_token_check", body: { token } },
  ];
  return calls[number % calls.length] as (typeof calls)[number];
}

async function send({ url, orgKey, token }: To): Promise<void> {
  const answers: ReturnType<typeof post>[] = [];
  const startedAt = performance.now();
  let events = 0;
  let calls = 0;
  const timer = setInterval(() => {
    const due = (performance.now() - startedAt) / 1000;
    for (; events < due * perSecond; events += 1)
      answers.push(post(url, "/api/rpc/telemetry_event", eventOf(events), ""));
    for (; calls < due * callsPerSecond; calls += 1) {
      const { path, body } = callOf(calls, token);
      answers.push(post(url, path, body, orgKey));
    }
  }, 5);
  await text(process.stdin);
  clearInterval(timer);
  process.stdout.write(JSON.stringify({ events, answers: await Promise.all(answers) }));
  agent.destroy();
}

const [, , given] = process.argv;
if (given?.startsWith("{")) await send(JSON.parse(given) as To);
