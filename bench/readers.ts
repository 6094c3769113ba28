import autocannon from "autocannon";
import { engineBodies } from "./events";
import type { Target } from "./targets";

/** What engines see while a number of readers ask for the heaviest page as fast as they get it. */
export interface WithReaders {
  readonly readers: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** Engines' requests that were not answered 200. */
  readonly failed: number;
  readonly pagesPerSecond: number;
  /** Pages that were refused because too many were asked for. */
  readonly refused: number;
}

const heaviestPage = "/api";
const engines = { connections: 20, perSecond: 200 } as const;

/** Engines at a steady rate, alone and beside readers; the readers run in a thread of their own. */
export async function measureWithReaders(
  target: Target,
  { readers, seconds }: { readonly readers: number; readonly seconds: number },
): Promise<WithReaders> {
  const bodies = engineBodies(1_000, 200);
  let next = 0;
  const reading =
    readers === 0
      ? null
      : autocannon({
          url: target.url + heaviestPage,
          connections: readers,
          duration: seconds + 1,
          workers: 1,
        });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const engine = await autocannon({
    url: target.url,
    connections: engines.connections,
    overallRate: engines.perSecond,
    duration: seconds,
    requests: [
      {
        method: "POST",
        path: "/api/rpc/telemetry_event",
        setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] ?? "" }),
      },
    ],
  });
  const pages = await reading;
  return {
    readers,
    p50Ms: engine.latency.p50,
    p99Ms: engine.latency.p99,
    slowestMs: engine.latency.max,
    failed: engine.non2xx + engine.errors,
    pagesPerSecond: pages === null ? 0 : pages["2xx"] / pages.duration,
    refused: pages?.["5xx"] ?? 0,
  };
}
