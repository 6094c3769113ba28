import autocannon from "autocannon";
import { engineBodies } from "../events";
import type { Target } from "../targets";

export const engineCall = "/api/rpc/telemetry_event";
export const singles = engineBodies(5_000, 1_000);
export const batchEvents = 1_000;
export const batches = Array.from({ length: 20 }, (_, index) =>
  engineBodies(batchEvents, 50 * (index + 1)).join("\n"),
);

/** What clients got that ask again as soon as they are answered. */
export interface Answered {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
}

/** POSTs bodies one after the other. @throws where one is not answered 200 */
export async function post(
  target: Target,
  path: string,
  bodies: readonly string[],
  { seconds, connections }: LoadOptions,
): Promise<Answered> {
  let next = 0;
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    requests: [
      {
        method: "POST",
        path,
        setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] ?? "" }),
      },
    ],
  });
  return answered(`${target.name} ${path}`, result);
}

export function postSingles(target: Target, options: LoadOptions): Promise<Answered> {
  return post(target, engineCall, singles, options);
}

/** What readers got; a page that is refused because too many are asked for is none. */
export interface Read extends Answered {
  readonly refused: number;
}

/** GETs one address as browsers do: compressed answers are taken, and nothing is done with them. */
export async function get(target: Target, path: string, options: LoadOptions): Promise<Read> {
  const result = await autocannon({
    url: new URL(path, target.url).href,
    connections: options.connections,
    duration: options.seconds,
    headers: { accept: "text/html,*/*", "accept-encoding": "gzip, deflate, br" },
  });
  const refused = result.statusCodeStats?.[`${503}`]?.count ?? 0;
  return { ...answered(`${target.name} ${path}`, result, refused), refused };
}

/** Sends batches from a thread of its own for so long, so that what is measured beside does not wait for this thread. */
export async function pumpBatches(
  target: Target,
  { seconds, connections }: LoadOptions,
): Promise<{ readonly eventsPerSecond: number }> {
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    workers: 1,
    requests: batches.map((body) => ({ method: "POST" as const, path: "/api/v1/events", body })),
  });
  return { eventsPerSecond: answered(`${target.name} batches`, result).perSecond * batchEvents };
}

function answered(what: string, result: autocannon.Result, refused = 0): Answered {
  if (result.non2xx > refused || result.errors > 0) {
    throw new Error(`${what}: ${result.non2xx} answers other than 200, ${result.errors} errors`);
  }
  return {
    perSecond: result["2xx"] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

/** Of each figure the median, each for itself. */
export function medians<Name extends string>(
  found: readonly Readonly<Record<Name, number>>[],
): Record<Name, number> {
  const names = Object.keys(found[0] ?? {}) as Name[];
  return Object.fromEntries(names.map((name) => [name, median(found.map((one) => one[name]))])) as Record<
    Name,
    number
  >;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
