import { sendPaced } from "../paced";
import type { Section } from "./bench";
import { engineCall, medians, pumpBatches, singles } from "./load";

const engines = { connections: 4, perSecond: 100 } as const;
const pumps = 4;

export const mixedSection: Section = {
  title: `${engines.perSecond} single events a second from ${engines.connections} connections, alone and while ${pumps} more send batches`,
  async measure(bench) {
    const { seconds, rounds } = bench.options;
    for (const service of await bench.services()) {
      const ask = () => sendPaced(service.url, { path: engineCall, bodies: singles, seconds, ...engines });
      await ask();
      const alone: Awaited<ReturnType<typeof ask>>[] = [];
      const beside: typeof alone = [];
      const pumped: { readonly eventsPerSecond: number }[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        bench.progress(`${service.name}: round ${round} of ${rounds}`);
        alone.push(await ask());
        const pumping = pumpBatches(service, { seconds: seconds + 2, connections: pumps });
        // The first batches are on their way.
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        beside.push(await ask());
        pumped.push(await pumping);
      }
      const [quiet, busy] = [medians(alone), medians(beside)];
      bench.note(service.name, "p50 ms alone", quiet.p50Ms);
      bench.note(service.name, "p99 ms alone", quiet.p99Ms);
      bench.note(service.name, "p50 ms", busy.p50Ms);
      bench.note(service.name, "p99 ms", busy.p99Ms);
      bench.note(service.name, "p99 of p99 alone", busy.p99Ms / quiet.p99Ms, { under: 3 });
      bench.note(service.name, "not 200", Math.max(...beside.map(({ failed }) => failed)), { under: 1 });
      bench.note(service.name, "events/s in batches", medians(pumped).eventsPerSecond);
    }
  },
};
