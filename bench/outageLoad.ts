// What `bench:outage` and `bench:soak` send as engines do.
import { Agent, request } from "node:http";
import { type Beside, startBesideProcess, workBeside } from "./besideProcess";

export const perSecond = 200;
export const callsPerSecond = 3;

/** An answer, or status 0 where none came. Times in ms, `at` since 1970. */
export interface Answered {
  readonly at: number;
  readonly tookMs: number;
  readonly status: number;
  readonly path: string;
  /** Of the event, from 0; null for a call of another kind. */
  readonly number: number | null;
}

/** What was sent, and what became of it. */
export interface Sent {
  readonly events: number;
  readonly answers: readonly Answered[];
}

interface To {
  readonly url: string;
  readonly orgKey: string;
  readonly token: string;
}

/** Sends at a fixed rate until it is stopped, whatever becomes of what was sent. */
export function startSending(to: To): Beside<Sent> {
  return startBesideProcess<Sent>("bench/outageLoad.ts", to);
}

/** @returns the time in ms that this share of the answers took at most */
export function tookAt(answers: readonly Answered[], share: number): number {
  const sorted = answers.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

/** The engine that sends an event of this number: every second one has a key. */
export function instanceOf(number: number): string {
  return `c${String(number % 100).padStart(19, "0")}`;
}

/** By which an event is found again. */
export function cloneOf(number: number): string {
  return `clone-${number}`;
}

const hasKey = (number: number) => number % 2 === 1;
/** Each engine is in a network of its own. */
const addressOf = (number: number) => `198.18.${number % 100}.1`;

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

interface Call {
  readonly number: number;
  readonly path: string;
  readonly body: object;
}

function post({ url, orgKey }: To, { number, path, body }: Call): Promise<Omit<Answered, "number">> {
  const at = Date.now();
  const startedAt = performance.now();
  const headers = {
    "X-Forwarded-For": addressOf(number),
    ...(hasKey(number) ? { "Org-Key": orgKey } : {}),
  };
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ at, tookMs: performance.now() - startedAt, status, path });
    const sent = request(new URL(path, url), { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => done(response.statusCode ?? 0));
    });
    sent.on("error", () => done(0));
    sent.end(JSON.stringify(body));
  });
}

const eventOf = (number: number): Call => ({
  number,
  path: "/api/rpc/telemetry_event",
  body: {
    instance_id: instanceOf(number),
    event_type: "clone_reset",
    event_data: { id: cloneOf(number), cloning_time: 1.5, dsa_diff: 1 },
  },
});

function callOf(turn: number, token: string): Call {
  const number = 2 * turn + 1;
  const selfassigned_instance_id = instanceOf(number);
  const calls = [
    { path: "/api/rpc/dblab_instance_register", body: { selfassigned_instance_id, project_name: "bench" } },
    {
      path: "/api/rpc/telemetry_usage",
      body: { selfassigned_instance_id, event_data: { cpu: 8, total_memory: 1, data_size: 1 } },
    },
    { path: "/api/rpc/dblab_token_check", body: { token } },
  ];
  return { number, ...(calls[turn % calls.length] as (typeof calls)[number]) };
}

await workBeside(import.meta.filename, (to: To) => {
  const answers: Promise<Answered>[] = [];
  const startedAt = performance.now();
  let events = 0;
  let calls = 0;
  const timer = setInterval(() => {
    const due = (performance.now() - startedAt) / 1000;
    for (; events < due * perSecond; events += 1) {
      const number = events;
      answers.push(post(to, eventOf(number)).then((answered) => ({ ...answered, number })));
    }
    for (; calls < due * callsPerSecond; calls += 1)
      answers.push(post(to, callOf(calls, to.token)).then((answered) => ({ ...answered, number: null })));
  }, 5);
  return async () => {
    clearInterval(timer);
    const answered = await Promise.all(answers);
    agent.destroy();
    return { events, answers: answered } satisfies Sent;
  };
});
