import { startScratchPostgres } from "../../lib/database/testing/scratchPostgres";
import { startRouteHandler, type Target } from "../targets";
import type { Bench, Section } from "./bench";
import { type Answered, medians, postSingles } from "./load";
import type { Floor } from "./report";

const connections = 64;
const floors: Readonly<Record<string, { readonly ofBare: Floor; readonly p99Ms: Floor }>> = {
  PostgreSQL: { ofBare: { atLeast: 0.5 }, p99Ms: { under: 12 } },
  embedded: { ofBare: { atLeast: 0.35 }, p99Ms: { under: 15 } },
};

export const singlesSection: Section = {
  title: `One event a request, ${connections} connections`,
  async measure(bench) {
    const { seconds, rounds } = bench.options;
    const bare = await bench.bare();
    const services = [...(await bench.services()), await spool(bench)];
    const targets = [bare, bench.open(await startRouteHandler(), (target) => target.stop()), ...services];
    const found = new Map<Target, Answered[]>(targets.map((target) => [target, []]));
    for (const target of targets) await postSingles(target, { seconds: Math.min(2, seconds), connections });
    for (let round = 1; round <= rounds; round += 1) {
      for (const target of targets) {
        bench.progress(`round ${round} of ${rounds}: ${target.name}`);
        const measure = () => postSingles(target, { seconds, connections });
        const answered = round === rounds ? await bench.noteProcessors(target, measure) : await measure();
        found.get(target)?.push(answered);
      }
    }
    const ofBare = medians(found.get(bare) ?? []);
    for (const target of targets) {
      const { perSecond, p50Ms, p99Ms } = medians(found.get(target) ?? []);
      bench.note(target.name, "requests/s", perSecond);
      bench.note(target.name, "p50 ms", p50Ms);
      bench.note(target.name, "p99 ms", p99Ms, floors[target.name]?.p99Ms);
      bench.note(target.name, "of bare", perSecond / ofBare.perSecond, floors[target.name]?.ofBare);
    }
  },
};

/** What engines get while the database is away, beside what they get from it. */
async function spool(bench: Bench): Promise<Target> {
  const lost = await startScratchPostgres();
  if (lost === null) throw new Error("PostgreSQL: no server binaries found");
  const installation = await bench.installation(lost);
  const environment = { ...installation.environment, SPOOL_LIMIT: "100000" };
  const target = await bench.service("PostgreSQL away: the spool", { ...installation, environment });
  lost.remove();
  return target;
}
