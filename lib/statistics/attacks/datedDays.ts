import { fileSystemStatistic } from "../declared/fileSystems";
import type { Attack } from "./attack";

/** More would have the weeks held for review. */
const forged = 20;

/**
 * Bends what is over: engines that never were, each with two days that the sender chose, in one request. The claim is that
 * the weeks of these days now have so many engines more.
 */
export const sendDatedDays: Attack = async ({ figures, send, pass }) => {
  const before = await figures.statistic(fileSystemStatistic.key);
  const weeks = before.periods.filter(({ n }) => n !== null).slice(-6, -2);
  await send(
    Array.from({ length: forged }, (_, index) => `d${String(index + 3000).padStart(19, "0")}`).flatMap(
      (instanceId) =>
        weeks.map(({ start }) => ({
          instanceId,
          type: "engine_started" as const,
          time: `${start}T09:00:00Z`,
        })),
    ),
  );
  await pass(1);
  // The first week is where they are seen for the first time, which is not enough.
  return weeks.slice(1).map(({ start }) => ({
    question: { about: "published", week: start } as const,
    answer: "bent",
    guess: "as it was",
  }));
};
