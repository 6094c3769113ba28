import autocannon from "autocannon";
import { engineBodies } from "./events";
import { type Paced, sendPaced } from "./paced";
import type { Target } from "./targets";

/** What engines see while a number of readers ask for the heaviest page as fast as they get it. */
export interface WithReaders extends Paced {
  readonly pagesPerSecond: number;
}

// With a parameter that no page has, it is not kept.
const heaviestPage = "/api?made=now";
export const steadyEngines = { connections: 20, perSecond: 200 } as const;

/** Engines at a steady rate, alone and beside readers; the readers run in a thread of their own. */
export async function measureWithReaders(
  target: Target,
  { readers, seconds }: { readonly readers: number; readonly seconds: number },
): Promise<WithReaders> {
  const reading =
    readers === 0
      ? null
      : autocannon({
          url: target.url + heaviestPage,
          connections: readers,
          duration: seconds + 2,
          workers: 1,
        });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const engines = await sendPaced(target.url, {
    path: "/api/rpc/telemetry_event",
    bodies: engineBodies(1_000, 200),
    seconds,
    warmUpSeconds: 1,
    ...steadyEngines,
  });
  const pages = await reading;
  return { ...engines, pagesPerSecond: pages === null ? 0 : pages["2xx"] / pages.duration };
}
