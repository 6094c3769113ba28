import { revise } from "../../lib/statistics/count/revise";
import { statistics } from "../../lib/statistics/declared/statistics";
import { addDays, dayOf } from "../../lib/words/period";
import type { Section } from "./bench";
import { startPublished } from "./fleet";

const statistic = "/statistics/engine-versions?range=all";
const lookEveryMs = 20;
const giveUpMs = 60_000;

export const revisionSection: Section = {
  title: "A week is revised by a process beside: until a page that was kept shows it",
  async measure(bench) {
    const { service, installation, publication } = await startPublished(bench);
    const paths = [statistic, statistic.replace("?", ".json?"), "/statistics/corrections"];
    const read = async (path: string) => (await fetch(new URL(path, service.url))).text();
    const database = await installation.open();
    const taken = new Map<string, number>(paths.map((path) => [path, 0]));
    for (let round = 1; round <= bench.options.rounds; round += 1) {
      bench.progress(`round ${round} of ${bench.options.rounds}`);
      for (const path of paths) for (let times = 0; times < 3; times += 1) await read(path);
      // Every fifth that is counted is left out, so that the weeks look different.
      await database.query(
        `update instance set excluded_at = now() where excluded_at is null and instance_key in
         (select instance_key from instance where excluded_at is null order by instance_key limit 100)`,
      );
      const reason = `A revision of the benchmark, number ${round}.`;
      const now = new Date();
      const { revision } = await revise(
        database,
        { from: addDays(dayOf(now), -60), to: addDays(dayOf(now), -20), reason },
        { ...publication, statistics, now: () => now },
      );
      const revisedAt = performance.now();
      const signs = [`revision ${revision}`, `"revision": ${revision}`, reason];
      await Promise.all(
        paths.map(async (path, index) => {
          while (!isSaid(await read(path), signs[index] ?? "")) {
            if (performance.now() - revisedAt > giveUpMs) throw new Error(`${path} does not show ${reason}`);
            await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
          }
          taken.set(path, Math.max(taken.get(path) ?? 0, performance.now() - revisedAt));
        }),
      );
    }
    await database.close();
    for (const [path, ms] of taken) bench.note(path, "seconds at most", ms / 1000, { under: 2 });
  },
};

/** Elements and comments between the words of a page, and spaces in JSON, do not count. */
function isSaid(text: string, sign: string): boolean {
  const plain = (of: string) => of.replaceAll(/<!--.*?-->|\s/g, "");
  return plain(text).includes(plain(sign));
}
