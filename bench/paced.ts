import { Agent, request } from "node:http";

/** What clients got that send at a steady rate, whether or not they were answered. */
export interface Paced {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** Requests that were not answered 200. */
  readonly failed: number;
}

export interface PacedOptions {
  readonly path: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Seconds before, of the same, which do not count. */
  readonly warmUpSeconds?: number;
  /** Whether each connection has its turn, so that all of them are open; without it a free one is taken. */
  readonly inTurn?: boolean;
}

/**
 * POSTs bodies at a steady rate. A request that finds all connections busy waits for one, and its wait counts: a server
 * that stands still is not asked less.
 */
export async function sendPaced(url: string, options: PacedOptions): Promise<Paced> {
  const { path, bodies, connections, perSecond, seconds, warmUpSeconds = 0, inTurn = false } = options;
  const agents = Array.from(
    { length: inTurn ? connections : 1 },
    () => new Agent({ keepAlive: true, maxSockets: inTurn ? 1 : connections }),
  );
  const warmUps = Math.round(perSecond * warmUpSeconds);
  const to = new URL(path, url);
  const taken: number[] = [];
  let failed = 0;
  const send = (number: number) =>
    new Promise<void>((resolve) => {
      const body = bodies[number % bodies.length] ?? "";
      const agent = agents[number % agents.length];
      const startedAt = performance.now();
      const end = (status: number | undefined) => {
        if (number >= warmUps) taken.push(performance.now() - startedAt);
        if (status !== 200) failed += 1;
        resolve();
      };
      const sent = request(
        to,
        {
          method: "POST",
          ...(agent === undefined ? {} : { agent }),
          headers: { "content-length": Buffer.byteLength(body) },
        },
        (answer) => answer.resume().on("end", () => end(answer.statusCode)),
      );
      sent.on("error", () => end(undefined));
      sent.end(body);
    });
  const pending: Promise<void>[] = [];
  const all = warmUps + Math.round(perSecond * seconds);
  const beganAt = performance.now();
  await new Promise<void>((resolve) => {
    const ticking = setInterval(() => {
      const due = Math.min(all, Math.ceil(((performance.now() - beganAt) / 1000) * perSecond));
      while (pending.length < due) pending.push(send(pending.length));
      if (pending.length < all) return;
      clearInterval(ticking);
      resolve();
    }, 1);
  });
  await Promise.all(pending);
  for (const agent of agents) agent.destroy();
  taken.sort((one, other) => one - other);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99), slowestMs: taken.at(-1) ?? 0, failed };
}
