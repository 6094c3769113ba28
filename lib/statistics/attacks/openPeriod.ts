import { dayOf } from "../../words/period";
import type { Attack, Claim, PublicFigures } from "./attack";
import { mostChanged, mostFrequent, newestOf, reported } from "./marginals";

const watchedDays = 10;
const minuteMs = 60_000;

/**
 * Watches the unfinished period grow. Of an engine that reports for the first time at a known moment, the attacker reads the
 * figures a minute before and a minute after: the class that has one more is the engine's.
 */
export const watchOpenPeriod: Attack = async ({ figures, victims, today, pass }) => {
  const from = today();
  const until = Date.parse(from) + watchedDays * 86_400_000;
  const arriving = victims
    .filter(({ arrives }) => dayOf(arrives) > from && Date.parse(arrives) < until)
    .sort((one, other) => (one.arrives < other.arrives ? -1 : 1));
  const claims: Claim[] = [];
  for (const { name, arrives } of arriving) {
    await pass(new Date(Date.parse(arrives) - minuteMs).toISOString());
    const before = await readOpen(figures);
    await pass(new Date(Date.parse(arrives) + minuteMs).toISOString());
    const after = await readOpen(figures);
    for (const [index, statistic] of reported.entries()) {
      const guess = mostFrequent(after[index] ?? null) ?? "";
      const grown = mostChanged(before[index]?.values ?? {}, after[index]?.values ?? {}, 1);
      claims.push({ question: { about: "class", victim: name, statistic }, answer: grown ?? guess, guess });
    }
  }
  return claims;
};

async function readOpen(figures: PublicFigures) {
  const readings = await Promise.all(reported.map((key) => figures.statistic(key, { interval: "week" })));
  return readings.map(newestOf);
}
