import { periodOf } from "../../words/period";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import type { Attack, Stage } from "./attack";
import { newestOf, octaveOf } from "./marginals";

/** On each side of the victim. */
const forged = 10;

/**
 * Puts made-up engines with the shortest and the longest times around the one engine of a class: the median that is
 * published is the victim's own.
 */
export const forgeMedian: Attack = async (stage) => {
  const { figures, victims, pass, today } = stage;
  const victim = victims.find(({ classes }) => classes[cloneTimeStatistic.key] === "none");
  if (victim === undefined) return [];
  const typical = newestOf(await figures.statistic(cloneTimeStatistic.key));
  await sendAround(stage);
  await pass(8);
  await sendAround(stage);
  const week = periodOf("week", today()).start;
  await pass(11);
  const reading = await figures.statistic(cloneTimeStatistic.key, { of: "none" });
  const median = reading.periods.find(({ start }) => start === week)?.times?.percentiles[50];
  const guess = octaveOf(typical?.times?.percentiles[50]) ?? "";
  return [
    { question: { about: "time", victim: victim.name } as const, answer: octaveOf(median) ?? guess, guess },
  ];
};

function sendAround({ send }: Stage): Promise<void> {
  const pools = { fs_type: "", number: 0, total_size: 0, total_used: 0 };
  return send(
    Array.from({ length: forged * 2 }, (_, index) => `d${String(index + 2000).padStart(19, "0")}`).flatMap(
      (instanceId, index) => [
        { instanceId, type: "engine_started" as const, data: { pools } },
        {
          instanceId,
          type: "clone_reset" as const,
          data: { cloning_time: index % 2 === 0 ? 0.001 : 4_000 },
        },
      ],
    ),
  );
}
