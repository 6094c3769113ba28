import { chartOf, isOfLatest } from "@/lib/statistics/chart/chartOf";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise } from "@/lib/words/sayPlurals";
import { ChartView } from "../charts/chart";
import { sayDrawn, sayN } from "../statistics/say-reading";
import { Link } from "../ui/link";
import type { HeadlineReadings } from "./overview-data";

/** The four charts that most readers come for, small, each leading to its page: sentences, drawings and notes stand in rows. */
export function HeadlineCharts({ headlines }: { headlines: HeadlineReadings }) {
  const { engineVersions, fileSystems, restoreModes, cloneTimes } = headlines;
  return (
    <div className="grid gap-x-12 gap-y-2 lg:grid-cols-2">
      {[engineVersions, cloneTimes, fileSystems, restoreModes].map((reading) => (
        <HeadlineChart key={reading.statistic.key} reading={reading} />
      ))}
    </div>
  );
}

function HeadlineChart({ reading }: { reading: StatisticReading }) {
  const { statistic, state, takeaway } = reading;
  const id = `headline-${statistic.key}`;
  return (
    <figure
      aria-labelledby={`${id}-title`}
      className="flex min-w-0 flex-col pb-8 lg:row-span-3 lg:grid lg:grid-rows-subgrid"
    >
      <figcaption>
        <p className="text-sm text-ink-soft">{statistic.title}</p>
        <h2 id={`${id}-title`} className="text-base leading-snug">
          {takeaway}
        </h2>
      </figcaption>
      {state === "ready" ? (
        <div className="mt-3">
          <ChartView chart={chartOf(reading)} place="column" hasLegend={false} />
        </div>
      ) : (
        <p className="mt-3 grid h-36 place-items-center border border-dashed border-rule-strong px-4 text-sm text-ink-soft">
          {state === "empty" ? "No data yet" : "Too few instances to publish"}
        </p>
      )}
      <p className="mt-2 text-xs text-ink-soft">
        {sayNote(reading)} <Link href={`/statistics/${statistic.key}`}>Chart, table and files</Link>
        <span className="sr-only">: {statistic.title}</span>
      </p>
    </figure>
  );
}

function sayNote(reading: StatisticReading): string {
  const { statistic, latest, view } = reading;
  if (latest === null) return "";
  const period = namePeriod(view.interval, latest.start);
  if (isOfLatest(reading)) return `${capitalise(period)}: n = ${sayN(statistic, latest)}.`;
  return `${sayDrawn(reading)}; n = ${sayN(statistic, latest)} in ${period}.`;
}
