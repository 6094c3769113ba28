import type { Attack, Stage, Victim } from "./attack";
import { mostChanged, mostFrequent, newestOf, reported } from "./marginals";

/** What may change what is counted of a period that is over. */
export type Change = "erasure" | "edition" | "late event";

/** So many victims are compared in one run, each before and after its own change. */
const triedVictims = 6;

/**
 * Keeps closed weeks, has one thing happen to the victim, prompts a recount with an event of old date, and compares: what
 * became one less, or one more, is the victim's.
 */
export function compareAfter(change: Change): Attack {
  return async (stage) => {
    const { figures, victims, pass, send } = stage;
    const editions = change === "edition" ? ["community"] : ["all"];
    const read = async () =>
      Promise.all(reported.flatMap((key) => editions.map((edition) => figures.statistic(key, { edition }))));
    const claims = [];
    for (const victim of victims.slice(0, triedVictims)) {
      const before = await read();
      await happen(stage, victim, change);
      await send([
        { instanceId: "d0000000000000000001", type: "snapshot_created", time: weeksAgo(stage, 10) },
      ]);
      await pass(1);
      const after = await read();
      for (const [index, statistic] of reported.entries()) {
        const [old, now] = [before[index], after[index]];
        // The sum over all weeks, so that what is of one week alone weighs little.
        const total = (reading: typeof old) => {
          const sum: Record<string, number> = {};
          for (const { start, values } of reading?.periods ?? []) {
            if (!old?.periods.some((period) => period.start === start && period.n !== null)) continue;
            for (const [name, value] of Object.entries(values)) sum[name] = (sum[name] ?? 0) + value;
          }
          return sum;
        };
        const guess = mostFrequent(old === undefined ? null : newestOf(old)) ?? "";
        const moved = mostChanged(total(old), total(now), change === "late event" ? 1 : -1);
        claims.push({
          question: { about: "class", victim: victim.name, statistic } as const,
          answer: moved ?? guess,
          guess,
        });
      }
    }
    return claims;
  };
}

async function happen({ erase, buyEdition, send, ...stage }: Stage, victim: Victim, change: Change) {
  if (change === "erasure") return erase(victim);
  if (change === "edition") return buyEdition(victim);
  // Strangers know the victim's ID in this one: one more day of it, in a week that is over.
  await send(
    [1, 2, 3, 4, 5, 6].map((weeks) => ({
      instanceId: victim.name,
      type: "snapshot_created" as const,
      time: weeksAgo(stage, weeks),
    })),
  );
}

function weeksAgo({ today }: Pick<Stage, "today">, weeks: number): string {
  return new Date(Date.parse(today()) - weeks * 7 * 86_400_000 + 3_600_000).toISOString();
}
