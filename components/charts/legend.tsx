import { sayCount } from "@/lib/words/sayNumbers";
import type { Series } from "./stack-event-types";

/** Names and totals of a chart's layers, in the order in which they are stacked from the ground. */
export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map(({ key, title, slot, total }) => (
        <li key={key} className={`series-${slot} flex items-baseline gap-1.5`}>
          <span className="swatch" aria-hidden="true" />
          {title}
          <span className="text-ink-soft tabular-nums">{sayCount(total)}</span>
        </li>
      ))}
    </ul>
  );
}
