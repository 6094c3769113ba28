import type { ReactNode } from "react";
import { type ChartPart, chartOf, isOfLatest } from "@/lib/statistics/chart/chartOf";
import type { Panel } from "@/lib/statistics/chart/sideBySide";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise, countOf } from "@/lib/words/sayPlurals";
import { ChartView } from "../charts/chart";
import { classNames } from "../ui/class-names";
import { ChartNotes, HappenedMeanwhile } from "./chart-notes";
import { NothingToDraw } from "./nothing-to-draw";
import { sayDrawn, sayEdition, sayN, sayQuantity } from "./say-reading";
import { SideBySide } from "./side-by-side";

/** What a part of a statistic is about, as its subtitle. */
interface Figure {
  readonly part: ChartPart;
  readonly subtitle: string;
}

/** The drawings of a statistic, the one that answers its question first. */
export function figuresOf(reading: StatisticReading): readonly [Figure, ...Figure[]] {
  const { statistic } = reading;
  const overTime = sayDrawn(reading);
  const latest = sayLatest(reading);
  switch (statistic.form) {
    case "area":
      // One period is no course: its bars are the main chart.
      if (isOfLatest(reading)) return [{ part: "main", subtitle: latest }];
      return [
        { part: "main", subtitle: overTime },
        { part: "latest", subtitle: latest },
      ];
    case "bars":
    case "histogram":
      return [
        { part: "main", subtitle: latest },
        { part: "overTime", subtitle: overTime },
      ];
    case "percentiles":
      return [
        { part: "main", subtitle: overTime },
        { part: "curve", subtitle: `Share finished within a given time: ${latest}` },
      ];
    default:
      return [{ part: "main", subtitle: overTime }];
  }
}

function sayLatest(reading: StatisticReading): string {
  const { latest, view } = reading;
  if (latest === null) return sayDrawn(reading);
  const unfinished = latest.isUnfinished ? ", which is not over" : "";
  return `${sayQuantity(reading)} in ${namePeriod(view.interval, latest.start)}${unfinished}${sayEdition(reading)}`;
}

const titles: Readonly<Record<ChartPart, string>> = {
  main: "",
  latest: "The latest period",
  overTime: "Over time",
  curve: "Distribution",
};

/** The charts of a reading with their sentence, legend and notes, or what stands in their place. */
export function ChartPanel({
  reading,
  panels = [],
}: {
  reading: StatisticReading;
  panels?: readonly Panel[];
}) {
  if (reading.state !== "ready") {
    return (
      <div className="flex flex-col gap-4">
        <h2 className="max-w-measure text-lg leading-snug">{reading.takeaway}</h2>
        <NothingToDraw reading={reading} />
      </div>
    );
  }
  const rangePath = viewPath(reading.statistic, { ...reading.view, range: "1y", from: null, to: null });
  const [compared] = panels;
  const [main, ...others] = figuresOf(
    compared === undefined ? reading : { ...compared.reading, view: { ...reading.view, edition: "all" } },
  );
  return (
    <div className="flex flex-col gap-10">
      <ChartFigure id="chart" title={reading.takeaway} subtitle={main.subtitle}>
        {panels.length === 0 ? (
          <ChartView chart={chartOf(reading, main.part)} rangePath={rangePath} />
        ) : (
          <SideBySide panels={panels} part={main.part} />
        )}
        <ChartNotes reading={reading} panels={panels} />
      </ChartFigure>
      {(panels.length === 0 ? others : []).map(({ part, subtitle }) => (
        <ChartFigure key={part} id={`chart-${part}`} title={titles[part]} subtitle={subtitle} screenOnly>
          <ChartView chart={chartOf(reading, part)} rangePath={rangePath} />
          {part === "curve" ? <CurveNote reading={reading} /> : null}
        </ChartFigure>
      ))}
      <HappenedMeanwhile reading={reading} />
    </div>
  );
}

interface ChartFigureProps {
  id: string;
  title: string;
  subtitle: string;
  /** Leaves it out of print, which has room for one chart. */
  screenOnly?: boolean;
  children: ReactNode;
}

function ChartFigure({ id, title, subtitle, screenOnly = false, children }: ChartFigureProps) {
  return (
    <figure aria-labelledby={`${id}-title`} className={classNames("min-w-0", screenOnly && "screen-only")}>
      <figcaption className="mb-3">
        <h2 id={`${id}-title`} className="max-w-[52rem] text-base leading-snug sm:text-lg sm:leading-snug">
          {title}
        </h2>
        <p className="mt-0.5 text-sm text-ink-soft">{capitalise(subtitle)}</p>
      </figcaption>
      {children}
    </figure>
  );
}

function CurveNote({ reading: { statistic, latest, view } }: { reading: StatisticReading }) {
  if (latest?.times == null) return null;
  const steps = latest.times.curve.length;
  return (
    <p className="mt-2 text-xs text-ink-soft">
      {view.weighting === "instances" ? "Medians of " : "All measured clones of "}
      {sayN(statistic, latest)}
      {latest.times.clones === null ? "" : `, ${countOf(latest.times.clones, "measurement")} in all`}
      {`, in ${countOf(steps, "step")}: each stands for enough instances to be published.`}
    </p>
  );
}
