import { sceneOf } from "@/lib/charts/layOut";
import { paintSvg } from "@/lib/charts/paintSvg";
import { onSite } from "@/lib/http/onSite";
import { chartOf } from "@/lib/statistics/chart/chartOf";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise } from "@/lib/words/sayPlurals";
import { Drawing } from "../charts/drawing";
import { sayN } from "./say-reading";

const small = { width: 320, height: 120, isBare: true } as const;

/** A statistic in a list: title, sentence, small picture and n. All of it leads to its page. */
export function StatisticCard({ reading }: { reading: StatisticReading }) {
  const { statistic, state, takeaway } = reading;
  return (
    <article className="group relative flex h-full flex-col border-t-2 border-ink pt-2.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-accent">
      <h3 className="text-base">
        <a
          href={onSite(`/statistics/${statistic.key}`)}
          className="outline-none after:absolute after:inset-0 group-hover:text-accent"
        >
          {statistic.title}
        </a>
      </h3>
      <p className="mt-1 text-sm">{takeaway}</p>
      <div className="mt-auto pt-3">
        {state === "ready" ? (
          <Drawing
            svg={paintSvg(sceneOf(chartOf(reading), small), { tokens: "page" })}
            className="[&_svg]:h-auto [&_svg]:w-full"
          />
        ) : (
          <p className="grid h-28 place-items-center border border-dashed border-rule-strong px-4 text-center text-sm text-ink-soft">
            {state === "empty" ? "No data yet" : "Too few instances"}
          </p>
        )}
        <p className="mt-1.5 text-xs text-ink-soft">{sayCardNote(reading)}</p>
      </div>
    </article>
  );
}

/** `n = 391 instances, the week of 16 November 2026`; the question where there is no figure. */
function sayCardNote({ statistic, latest, view }: StatisticReading): string {
  if (latest === null) return statistic.question;
  const period = `${namePeriod(view.interval, latest.start)}${latest.isUnfinished ? ", not over" : ""}`;
  return statistic.kind === "windows" ? capitalise(period) : `n = ${sayN(statistic, latest)}, ${period}`;
}
