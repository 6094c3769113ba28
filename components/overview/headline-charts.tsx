import { drawChart, hasOnePeriod } from "@/lib/statistics/svg/drawChart";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise } from "@/lib/words/sayPlurals";
import { Drawing } from "../statistics/drawing";
import { sayDrawn, sayN } from "../statistics/say-reading";
import { Link } from "../ui/link";
import type { HeadlineReadings } from "./overview-data";

/** The four charts that most readers come for, small, each leading to its page. */
export function HeadlineCharts({ headlines }: { headlines: HeadlineReadings }) {
  const { engineVersions, fileSystems, restoreModes, cloneTimes } = headlines;
  return (
    <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
      {[engineVersions, cloneTimes, fileSystems, restoreModes].map((reading) => (
        <HeadlineChart key={reading.statistic.key} reading={reading} />
      ))}
    </div>
  );
}

// Drawn for a column of the page and for a phone, so that letters have their size in both.
const widths = { column: 540, phone: 358 } as const;
const tallest = 260;

/** Bars take the room they need; everything over time has the same height. */
function draw(reading: StatisticReading, width: number): string {
  const hasBars = reading.statistic.form === "bars" || hasOnePeriod(reading);
  const rows = Object.keys(reading.latest?.values ?? {}).length;
  const height = hasBars && reading.statistic.kind === "share" ? Math.min(tallest, 44 + rows * 44) : tallest;
  return drawChart(reading, { width, height, tokens: "page" });
}

function HeadlineChart({ reading }: { reading: StatisticReading }) {
  const { statistic, state, takeaway } = reading;
  const id = `headline-${statistic.key}`;
  return (
    <figure aria-labelledby={`${id}-title`} className="flex min-w-0 flex-col">
      <figcaption>
        <p className="text-sm text-ink-soft">{statistic.title}</p>
        <h2 id={`${id}-title`} className="text-base leading-snug">
          {takeaway}
        </h2>
      </figcaption>
      {state === "ready" ? (
        <div className="mt-3" aria-hidden="true">
          <Drawing
            svg={draw(reading, widths.column)}
            className="hidden sm:block [&_svg]:h-auto [&_svg]:w-full"
          />
          <Drawing svg={draw(reading, widths.phone)} className="sm:hidden [&_svg]:h-auto [&_svg]:w-full" />
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
  if (statistic.form === "bars") return `${capitalise(period)}: n = ${sayN(statistic, latest)}.`;
  return `${sayDrawn(reading)}; n = ${sayN(statistic, latest)} in ${period}.`;
}
