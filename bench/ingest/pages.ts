import type { Section } from "./bench";
import { startPublished } from "./fleet";
import { get, medians, type Read } from "./load";
import type { Floor } from "./report";

const connections = 64;
const statistic = "/statistics/engine-versions";
const pages = ["/", statistic, "/events", "/events/engine_started", "/opt-out", "/api", "/status"];
const files = ["csv", "json", "svg"].map((form) => `${statistic}.${form}`);
const ofBare: Floor = { atLeast: 0.1 };
const p99: Floor = { under: 20 };

export const pagesSection: Section = {
  title: `Public pages and files, ${connections} connections that take compressed answers, beside GETs of a bare server`,
  async measure(bench) {
    const { seconds, rounds } = bench.options;
    const bare = await bench.bare();
    const { service } = await startPublished(bench);
    const bareAnswers: Read[] = [];
    const found = [...pages, ...files].map((path) => ({ path, answers: [] as Read[] }));
    for (const { path } of found) await get(service, path, { seconds: 1, connections: 2 });
    for (let round = 1; round <= rounds; round += 1) {
      bareAnswers.push(await get(bare, "/", { seconds, connections }));
      for (const { path, answers } of found) {
        bench.progress(`round ${round} of ${rounds}: ${path}`);
        answers.push(await get(service, path, { seconds, connections }));
      }
    }
    const ofBareServer = medians(bareAnswers).perSecond;
    bench.note(bare.name, "requests/s", ofBareServer);
    for (const { path, answers } of found) {
      const { perSecond, p50Ms, p99Ms, refused } = medians(answers);
      bench.note(path, "requests/s", perSecond);
      bench.note(path, "p50 ms", p50Ms);
      bench.note(path, "p99 ms", p99Ms, pages.includes(path) ? p99 : undefined);
      bench.note(path, "of bare", perSecond / ofBareServer, ofBare);
      bench.note(path, "refused", refused, { under: 1 });
    }
  },
};
