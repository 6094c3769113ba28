import { sendPaced } from "../paced";
import type { Section } from "./bench";
import { engineCall, postSingles, singles } from "./load";

const connections = 1_000;
const steadyPerSecond = 500;

export const connectionsSection: Section = {
  title: `${connections.toLocaleString("en-GB")} connections: an event of each in two seconds, and as fast as they are answered`,
  async measure(bench) {
    const { seconds } = bench.options;
    for (const service of await bench.services()) {
      bench.progress(service.name);
      const steady = await sendPaced(service.url, {
        path: engineCall,
        bodies: singles,
        connections,
        perSecond: steadyPerSecond,
        seconds,
        warmUpSeconds: 2,
        inTurn: true,
      });
      // Throws where one is not answered 200.
      const fast = await postSingles(service, { seconds, connections });
      bench.note(service.name, "p50 ms, steady", steady.p50Ms);
      bench.note(service.name, "p99 ms, steady", steady.p99Ms);
      bench.note(service.name, "not 200", steady.failed, { under: 1 });
      bench.note(service.name, "requests/s, fast", fast.perSecond);
      bench.note(service.name, "p99 ms, fast", fast.p99Ms);
    }
  },
};
