import type { Section } from "./bench";
import { batchEvents, batches, median, post, postSingles } from "./load";
import type { Floor } from "./report";

const connections = 4;
const bareConnections = 64;
const floors: Readonly<Record<string, Floor>> = {
  PostgreSQL: { atLeast: 2 },
  embedded: { atLeast: 1 },
};

export const batchesSection: Section = {
  title: `NDJSON, ${batchEvents.toLocaleString("en-GB")} events a request, ${connections} connections, beside single requests to a bare server`,
  async measure(bench) {
    const { seconds, rounds } = bench.options;
    const bare = await bench.bare();
    const services = await bench.services();
    const bareRates: number[] = [];
    const found = services.map((service) => ({ service, rates: [] as number[], p99s: [] as number[] }));
    for (let round = 1; round <= rounds; round += 1) {
      bench.progress(`round ${round} of ${rounds}`);
      bareRates.push((await postSingles(bare, { seconds, connections: bareConnections })).perSecond);
      for (const { service, rates, p99s } of found) {
        const measure = () => post(service, "/api/v1/events", batches, { seconds, connections });
        const { perSecond, p99Ms } =
          round === rounds ? await bench.noteProcessors(service, measure) : await measure();
        rates.push(perSecond * batchEvents);
        p99s.push(p99Ms);
      }
    }
    bench.note(bare.name, "a second", median(bareRates));
    for (const { service, rates, p99s } of found) {
      bench.note(service.name, "a second", median(rates));
      bench.note(service.name, "p99 ms", median(p99s));
      bench.note(service.name, "of bare", median(rates) / median(bareRates), floors[service.name]);
    }
  },
};
