import { measureWithReaders, steadyEngines, type WithReaders } from "../readers";
import type { Section } from "./bench";
import { median } from "./load";

export const readersSection: Section = {
  title: `Engines at a steady ${steadyEngines.perSecond} requests/s beside readers of the heaviest page`,
  async measure(bench) {
    const { seconds, rounds } = bench.options;
    for (const service of await bench.services()) {
      const ofReaders = new Map<number, WithReaders[]>([0, 8, 30].map((readers) => [readers, []]));
      for (let round = 1; round <= rounds; round += 1) {
        for (const [readers, found] of ofReaders) {
          bench.progress(`${service.name}: ${readers} readers, round ${round} of ${rounds}`);
          found.push(await measureWithReaders(service, { readers, seconds }));
        }
      }
      for (const [readers, found] of ofReaders) {
        const of = `${service.name}, ${readers} readers`;
        bench.note(of, "p50 ms", median(found.map(({ p50Ms }) => p50Ms)));
        bench.note(of, "p99 ms", median(found.map(({ p99Ms }) => p99Ms)));
        bench.note(of, "slowest ms", Math.max(...found.map(({ slowestMs }) => slowestMs)));
        bench.note(of, "not 200", Math.max(...found.map(({ failed }) => failed)), { under: 1 });
        bench.note(of, "pages/s", median(found.map(({ pagesPerSecond }) => pagesPerSecond)));
      }
    }
  },
};
