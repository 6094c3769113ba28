import { type ChartPart, chartOf } from "@/lib/statistics/chart/chartOf";
import { type Panel, withOneScale } from "@/lib/statistics/chart/sideBySide";
import { sayCount } from "@/lib/words/sayNumbers";
import { namePeriod } from "@/lib/words/sayPeriod";
import { ChartView } from "../charts/chart";
import { sayN } from "./say-reading";

/** Small charts beside each other, with one scale. What is too small to be published says from when on it would show. */
export function SideBySide({ panels, part }: { panels: readonly Panel[]; part: ChartPart }) {
  const drawn = panels.filter(
    ({ reading }) => reading.state === "ready" && reading.classes.length + timesOf(reading) > 0,
  );
  const readings = drawn.map(({ reading }) => reading);
  const charts = withOneScale(readings.map((reading) => chartOf(reading, part, readings)));
  const withheld = panels.filter((panel) => !drawn.includes(panel));
  const newest = readings.reduce(
    (start, { latest }) => (latest !== null && latest.start > start ? latest.start : start),
    "",
  );
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        {drawn.map(({ key, title, reading, isPart }, index) => {
          const chart = charts[index];
          if (chart === undefined) return null;
          return (
            <section key={key} aria-label={title} className="min-w-0">
              <h3 className="mb-2 text-base">
                {title}{" "}
                <span className="text-sm font-normal text-ink-soft">
                  {reading.latest === null || reading.statistic.kind === "windows"
                    ? ""
                    : `${isPart ? "part of " : ""}n = ${sayN(reading.statistic, reading.latest)}`}
                  {reading.latest === null || reading.latest.start === newest
                    ? ""
                    : ` in ${namePeriod(reading.view.interval, reading.latest.start)}`}
                </span>
              </h3>
              <ChartView chart={{ ...chart, description: `${title}. ${chart.description}` }} place="column" />
            </section>
          );
        })}
      </div>
      {withheld.length === 0 ? null : (
        <p className="text-sm text-ink-soft">
          {`Not shown: ${withheld.map(({ title }) => title).join(", ")}. ${sayWhyNot(withheld[0]?.reading)}`}
        </p>
      )}
    </div>
  );
}

function sayWhyNot(reading: Panel["reading"] | undefined): string {
  return reading === undefined || reading.isPrivate
    ? "Nothing was counted there."
    : `A figure is published from ${sayCount(reading.publishMinInstances)} instances on.`;
}

function timesOf({ periods }: Panel["reading"]): number {
  return periods.filter(({ times }) => times !== null).length;
}
