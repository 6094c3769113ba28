// Everybody but the engines of `bench:soak`: who reads, who watches, and who attacks.
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { readServerSentEvents } from "../e2e/support/sseReader";
import { type Beside, startBesideProcess, workBeside } from "./besideProcess";
import { instanceOf } from "./outageLoad";

/** What strangers were answered: by who asked, how often which status. 0 is a connection that ended without one. */
export interface StrangersFound {
  readonly statuses: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of them, those that should not have been given, by who asked and the status. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Live events that watchers saw. */
  readonly watched: number;
}

interface To {
  readonly url: string;
  /** A valid key: of somebody who registers without end. */
  readonly orgKey: string;
}

/** Lets strangers in until they are stopped. */
export function startStrangers(to: To): Beside<StrangersFound> {
  return startBesideProcess<StrangersFound>("bench/soakStrangers.ts", to);
}

/** Who asks again and again. */
interface Stranger {
  readonly everyMs: number;
  /** What the service may answer, beside the 503 that a database that is away or too many pages are. */
  readonly may: readonly number[];
  /** @returns the status */
  ask(to: To, turn: number): Promise<number>;
}

/** An address that no other turn of the last minutes had, in a network that some had. */
const addressOf = (turn: number) => `10.${turn % 97}.${turn % 11}.${turn % 251}`;

async function statusOf(to: To, turn: number, path: string, init: RequestInit = {}): Promise<number> {
  const headers = new Headers(init.headers);
  headers.set("x-forwarded-for", addressOf(turn));
  const answer = await fetch(to.url + path, { redirect: "manual", ...init, headers });
  await answer.arrayBuffer();
  return answer.status;
}

/** Sends bytes as they are. @returns the status, after the connection is closed or `holdMs` are over */
function say({ url }: To, bytes: string | Buffer, holdMs = 15_000): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => {
      if (text.length < 100) text += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)));
    setTimeout(() => socket.destroy(), holdMs);
  });
}

const pick = <One>(all: readonly One[], turn: number): One => all[turn % all.length] as One;

const pages = [
  "/",
  "/statistics",
  "/statistics/engine-versions",
  "/statistics/engine-versions.csv",
  "/statistics/engine-versions.json",
  "/statistics/engine-versions.svg",
  "/statistics/engine-versions.png",
  "/api",
  "/openapi.json",
  "/events",
  "/events/clone_reset",
  "/calls",
  "/status",
  "/methodology",
  "/theme.js",
];

const post = (head: string) => `POST ${head}\r\nHost: x\r\nConnection: close\r\n`;
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
const tooMuch = "x".repeat(0x120000);

const oddTargets = [
  "GET /events/%ff",
  "GET /org/audit?before=%00",
  "TRACE /",
  "OPTIONS *",
  "GET http://elsewhere.example/org",
  "GET /../../etc/passwd",
  "GET /_next/image?url=%2Ficon.svg&w=64&q=75",
  "GET /%E0%A4",
  "PROPFIND /",
  "CONNECT elsewhere.example:443",
  "NONSENSE",
  `GET /${"a".repeat(20_000)}`,
];

const forgedLines = [
  "/events/x%0a%7B%22level%22%3A60%2C%22msg%22%3A%22forged%22%7D",
  "/x%0d%0aSet-Cookie%3A%20a%3Db",
  "/%1b%5B31mred",
  "/_next/image?url=%0Aforged&w=1&q=1",
];

const strangers: Readonly<Record<string, Stranger>> = {
  readers: { everyMs: 150, may: [200], ask: (to, turn) => statusOf(to, turn, pick(pages, turn)) },
  "upgrade sockets": {
    everyMs: 200,
    may: [404],
    ask: (to) =>
      say(to, "GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 20_000),
  },
  "slow clients": {
    everyMs: 200,
    may: [408],
    ask: (to, turn) =>
      say(
        to,
        `${post("/api/rpc/telemetry_event HTTP/1.1")}${pick(["X-Slow: ", 'Content-Length: 200\r\n\r\n{"a":'], turn)}`,
        60_000,
      ),
  },
  "wrong tokens": {
    everyMs: 50,
    may: [401, 429],
    ask: (to, turn) =>
      statusOf(to, turn, "/api/v1/org", {
        headers: { authorization: `Bearer wrong-${turn}-${"x".repeat(40)}` },
      }),
  },
  "wrong keys": {
    everyMs: 50,
    may: [401, 429],
    ask: (to, turn) =>
      statusOf(to, turn, "/api/rpc/telemetry_usage", {
        method: "POST",
        headers: { "org-key": `wrong-${turn}` },
        body: JSON.stringify({
          selfassigned_instance_id: instanceOf(turn),
          event_data: { cpu: 8, total_memory: 1, data_size: 1 },
        }),
      }),
  },
  "look-ups": {
    everyMs: 50,
    may: [404, 429],
    ask: (to, turn) =>
      statusOf(to, turn, "/api/v1/instance", {
        headers: { authorization: `Bearer d${String(turn).padStart(19, "0")}` },
      }),
  },
  "cross-site forms": {
    everyMs: 200,
    may: [403],
    ask: (to, turn) =>
      statusOf(to, turn, pick(["/org/sign-in", "/operator/create", "/instance/open"], turn), {
        method: "POST",
        headers: { origin: pick(["null", "https://evil.example"], turn), "sec-fetch-site": "cross-site" },
        body: new URLSearchParams({
          token: "x",
          alias: "x",
          name: "x",
          plan: "standard",
          id: instanceOf(turn),
        }),
      }),
  },
  "forged log lines": {
    everyMs: 100,
    may: [400, 404],
    ask: (to, turn) =>
      turn % 2 === 0
        ? say(
            to,
            `GET ${pick(forgedLines, turn / 2)} HTTP/1.1\r\nHost: x\r\nUser-Agent: \x1b[31m{"level":60}\r\nConnection: close\r\n\r\n`,
          )
        : statusOf(to, turn, "/api/rpc/telemetry_event", {
            method: "POST",
            body: JSON.stringify({
              instance_id: `e${String(turn % 9).padStart(19, "0")}`,
              event_type: `forged\n{"level":60,"msg":"${turn}"}`,
              event_data: {},
            }),
          }),
  },
  registrations: {
    everyMs: 50,
    may: [200, 429],
    ask: (to, turn) =>
      statusOf(to, 0, "/api/rpc/dblab_instance_register", {
        method: "POST",
        headers: { "org-key": to.orgKey },
        body: JSON.stringify({
          selfassigned_instance_id: `f${String(turn % 10).padStart(19, "0")}`,
          project_name: `project ${turn}`,
        }),
      }),
  },
  "odd targets": {
    everyMs: 100,
    may: [400, 404, 405, 431],
    ask: (to, turn) => say(to, `${pick(oddTargets, turn)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
  },
  "too large": {
    everyMs: 250,
    may: [400, 413],
    ask: (to, turn) =>
      say(
        to,
        pick(
          [
            `${post("/api/rpc/telemetry_event HTTP/1.1")}Content-Length: 1000000000\r\n\r\n`,
            `${post("/api/v1/events HTTP/1.1")}Transfer-Encoding: chunked\r\n\r\n120000\r\n${tooMuch}\r\n`,
            Buffer.concat([
              Buffer.from(
                `${post("/api/v1/events HTTP/1.1")}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`,
              ),
              bomb,
            ]),
            `${post("/api/rpc/telemetry_event HTTP/1.1")}Content-Length: 60000\r\n\r\n${"[".repeat(60_000)}`,
          ],
          turn,
        ),
      ),
  },
};

const watchers = 12;

/** Watches an instance without a key until it is told to end, coming back whenever the stream is over. */
async function watch(to: To, number: number, signal: AbortSignal, note: (status: number | "event") => void) {
  while (!signal.aborted) {
    try {
      const answer = await fetch(`${to.url}/api/v1/instance/events/live`, {
        signal,
        headers: {
          authorization: `Bearer ${instanceOf(2 * number)}`,
          "x-forwarded-for": `192.0.${number}.1`,
        },
      });
      note(answer.status);
      if (answer.status === 200) for await (const _ of readServerSentEvents(answer)) note("event");
      else await answer.arrayBuffer();
    } catch {
      if (!signal.aborted) note(0);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

await workBeside(import.meta.filename, (to: To) => {
  const statuses: Record<string, Record<string, number>> = {};
  const wrong: Record<string, number> = {};
  let watched = 0;
  const note = (who: string, status: number, may: readonly number[]) => {
    const own = statuses[who] ?? {};
    statuses[who] = { ...own, [status]: (own[status] ?? 0) + 1 };
    const which = `${who}: ${status}`;
    if (status !== 503 && !may.includes(status)) wrong[which] = (wrong[which] ?? 0) + 1;
  };
  const pending = new Set<Promise<void>>();
  const timers = Object.entries(strangers).map(([who, { everyMs, may, ask }]) => {
    let turn = 0;
    return setInterval(() => {
      const asked = ask(to, turn++)
        .catch(() => 0)
        .then((status) => note(who, status, may))
        .finally(() => pending.delete(asked));
      pending.add(asked);
    }, everyMs);
  });
  const over = new AbortController();
  // An instance is known from its first event on; a broken stream is what a page that is started again leaves.
  const watching = Array.from({ length: watchers }, (_, number) =>
    watch(to, number, over.signal, (status) => {
      if (status === "event") watched += 1;
      else note("watchers", status, [200, 404]);
    }),
  );
  return async () => {
    for (const timer of timers) clearInterval(timer);
    over.abort();
    await Promise.all([...pending, ...watching]);
    return { statuses, wrong, watched } satisfies StrangersFound;
  };
});
