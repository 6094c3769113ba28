import { sayCount } from "../../words/sayNumbers";
import { isUncounted, type StatisticReading } from "../view/reading";

/** Why there is nothing to draw, as a heading and a sentence; null where there is something. */
export function stateWords(reading: StatisticReading): { heading: string; text: string } | null {
  const { state, publishMinInstances, periods, statistic } = reading;
  if (state === "empty") {
    return {
      heading: "Nothing was counted",
      text: `In this range, no event came that feeds the chart. It is made of ${statistic.source.join(", ")}.`,
    };
  }
  if (state === "tooFew" && isUncounted(reading)) {
    const { interval } = reading.view;
    return {
      heading: "Not counted",
      text: `Figures of a ${interval} are published once it is over and counted.`,
    };
  }
  const isDrawable = statistic.kind === "times" ? periods.some(({ times }) => times) : hasFigures(reading);
  if (state === "ready" && isDrawable) return null;
  return {
    heading: "Too few instances to publish",
    text: `No period of this view has the ${sayCount(publishMinInstances)} instances that a figure is published from.`,
  };
}

function hasFigures({ periods, latest }: StatisticReading): boolean {
  return latest !== null && periods.some(({ n, values }) => n !== null && Object.keys(values).length > 0);
}
