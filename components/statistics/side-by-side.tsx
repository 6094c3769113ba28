import { type ChartPart, chartOf } from "@/lib/statistics/chart/chartOf";
import { type Panel, withOneScale } from "@/lib/statistics/chart/sideBySide";
import { sayCount } from "@/lib/words/sayNumbers";
import { ChartView } from "../charts/chart";
import { sayN } from "./say-reading";

/** Small charts beside each other, with one scale. What is too small to be published says from when on it would show. */
export function SideBySide({ panels, part }: { panels: readonly Panel[]; part: ChartPart }) {
  const drawn = panels.filter(
    ({ reading }) => reading.state === "ready" && reading.classes.length + timesOf(reading) > 0,
  );
  const charts = withOneScale(drawn.map(({ reading }) => chartOf(reading, part)));
  const withheld = panels.filter((panel) => !drawn.includes(panel));
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        {drawn.map(({ key, title, reading }, index) => {
          const chart = charts[index];
          if (chart === undefined) return null;
          return (
            <section key={key} aria-label={title} className="min-w-0">
              <h3 className="mb-2 text-base">
                {title}{" "}
                <span className="text-sm font-normal text-ink-soft">
                  {reading.latest === null ? "" : `n = ${sayN(reading.statistic, reading.latest)}`}
                </span>
              </h3>
              <ChartView chart={{ ...chart, description: `${title}. ${chart.description}` }} place="column" />
            </section>
          );
        })}
      </div>
      {withheld.length === 0 ? null : (
        <p className="text-sm text-ink-soft">
          {`Not shown: ${withheld.map(({ title }) => title).join(", ")}. A figure is published from ${sayCount(withheld[0]?.reading.publishMinInstances ?? 0)} instances on.`}
        </p>
      )}
    </div>
  );
}

function timesOf({ periods }: Panel["reading"]): number {
  return periods.filter(({ times }) => times !== null).length;
}
