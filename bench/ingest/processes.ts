import { postgresInstallation } from "../../e2e/support/installation";
import type { Target } from "../targets";
import type { Section } from "./bench";
import { median, postSingles } from "./load";

const counts = [1, 2, 4];
const connections = 64;

export const processesSection: Section = {
  title: `One event a request, ${connections} connections spread over several services on one PostgreSQL`,
  async measure(bench) {
    const { seconds, rounds } = bench.options;
    const bare = await bench.bare();
    const bareRates: number[] = [];
    const cluster = await bench.postgres();
    const found: { of: string; rates: number[]; p99s: number[] }[] = [];
    const url = await cluster.createDatabase();
    const services: Target[] = [];
    for (const count of counts) {
      while (services.length < count) {
        const installation = bench.open(postgresInstallation(url), (one) => one.remove());
        services.push(await bench.service(`service ${services.length + 1}`, installation));
      }
      const all = {
        of: `${count} ${count === 1 ? "service" : "services"}`,
        rates: [],
        p99s: [],
      } as (typeof found)[0];
      found.push(all);
      const load = { connections: connections / count };
      await Promise.all(services.map((one) => postSingles(one, { ...load, seconds: Math.min(2, seconds) })));
      for (let round = 1; round <= rounds; round += 1) {
        bench.progress(`${all.of}: round ${round} of ${rounds}`);
        bareRates.push((await postSingles(bare, { seconds, connections })).perSecond);
        const answers = await Promise.all(services.map((one) => postSingles(one, { ...load, seconds })));
        all.rates.push(answers.reduce((sum, { perSecond }) => sum + perSecond, 0));
        all.p99s.push(Math.max(...answers.map(({ p99Ms }) => p99Ms)));
      }
    }
    const one = median(found[0]?.rates ?? []);
    for (const { of, rates, p99s } of found) {
      bench.note(of, "events/s", median(rates));
      bench.note(of, "p99 ms", median(p99s));
      bench.note(of, "of bare", median(rates) / median(bareRates));
      bench.note(of, "of one", median(rates) / one);
    }
  },
};
