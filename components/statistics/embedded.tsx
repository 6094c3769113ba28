import { chartOf } from "@/lib/statistics/chart/chartOf";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import { sayTime } from "@/lib/words/sayDates";
import { namePeriod } from "@/lib/words/sayPeriod";
import { ChartView } from "../charts/chart";
import { site } from "../frame/site";
import { NothingToDraw } from "./nothing-to-draw";
import { sayN } from "./say-reading";

interface EmbeddedProps {
  reading: StatisticReading;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
}

/** A view for frames of other pages: its sentence, its chart, n, and where it comes from. */
export function Embedded({ reading, baseUrl }: EmbeddedProps) {
  const { statistic, view, latest, computedAt } = reading;
  const address = baseUrl + viewPath(statistic, view);
  return (
    <figure aria-labelledby="embedded-title" className="flex min-w-0 flex-col gap-3 p-4">
      <figcaption>
        <p className="text-sm text-ink-soft">{statistic.title} of DBLab Engine</p>
        <h1 id="embedded-title" className="text-lg leading-snug">
          {reading.takeaway}
        </h1>
      </figcaption>
      {reading.state === "ready" ? (
        <ChartView chart={chartOf(reading)} />
      ) : (
        <NothingToDraw reading={reading} />
      )}
      <p className="text-xs text-ink-soft">
        {latest === null || statistic.kind === "windows"
          ? null
          : `n = ${sayN(statistic, latest)} in ${namePeriod(view.interval, latest.start)}. `}
        {computedAt === null ? null : `Computed ${sayTime(computedAt)}. `}
        Source:{" "}
        <a
          href={address}
          target="_blank"
          rel="noopener"
          className="text-accent underline underline-offset-[0.18em]"
        >
          {site.name}
        </a>
      </p>
    </figure>
  );
}
