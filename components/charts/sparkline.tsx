import { sceneOf } from "@/lib/charts/layOut";
import { paintSvg } from "@/lib/charts/paintSvg";
import { plainChart } from "@/lib/charts/plainChart";
import type { Interval } from "@/lib/words/period";
import { Drawing } from "./drawing";

/** A figure over time, oldest first; null where it is not published. */
export interface Course {
  readonly interval: Interval;
  readonly periods: readonly { readonly start: string; readonly end: string }[];
  readonly values: readonly (number | null)[];
}

/** A line without words beside a figure, from zero. Hidden from screen readers, which get the figure. */
export function Sparkline({ course: { values, ...course } }: { course: Course }) {
  if (values.filter((value) => value !== null).length < 2) return null;
  const chart = plainChart({
    ...course,
    description: "",
    layout: "lines",
    unit: "count",
    today: "9999-12-31",
    series: [{ key: "course", title: "", color: "series-1", values }],
    say: String,
  });
  const scene = sceneOf(chart, { width: 96, height: 28, isBare: true });
  return <Drawing svg={paintSvg(scene, { tokens: "page" })} className="w-24 shrink-0" />;
}
