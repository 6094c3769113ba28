import type { Chart } from "@/lib/charts/chart";
import type { Point } from "@/lib/charts/scene";
import { Swatch } from "./swatch";

interface ReadoutProps {
  chart: Chart;
  /** Which of the chart's stops. */
  index: number;
  at: Point;
  size: { width: number; height: number };
  /** Stops lie below each other. */
  isLying: boolean;
}

const narrowWidth = 520;
const distance = 14;

/**
 * Beside the pointer on the side with more room; on a phone it slides along, so that it never leaves the drawing. Bars that
 * lie are one below the other: there it stands under or above the bar.
 */
function placeAt([x, y]: Point, { width, height }: ReadoutProps["size"], isLying: boolean) {
  const across =
    width < narrowWidth
      ? { left: x, transform: `translateX(-${(x / width) * 100}%)` }
      : x < width / 2
        ? { left: x + distance }
        : { right: width - x + distance };
  if (!isLying) return { ...across, top: 0 };
  return { ...across, ...(y < height / 2 ? { top: y + distance } : { bottom: height - y + distance }) };
}

/** What a chart says of one of its stops. */
export function Readout({ chart, index, at, size, isLying }: ReadoutProps) {
  const stop = chart.stops[index];
  if (stop === undefined) return null;
  // Layers from the top down, as they are seen; what is not there is not named.
  const lines =
    chart.kind !== "time"
      ? []
      : chart.series
          .flatMap(({ key, title, color, texts, values }) => {
            const text = texts[index] ?? null;
            return text === null || values[index] === 0 ? [] : [{ key, title, color, text }];
          })
          .toReversed();
  return (
    <div
      className="absolute w-max max-w-full min-w-40 border border-rule-strong bg-ground px-3 py-2 text-xs tabular-nums shadow-sm sm:max-w-80"
      style={placeAt(at, size, isLying)}
    >
      <p className="flex justify-between gap-4 font-semibold">
        <span>{stop.title}</span> <span className="whitespace-nowrap">{stop.total}</span>
      </p>
      <ul className={lines.length + stop.details.length > 0 ? "mt-1" : ""}>
        {lines.map(({ key, title, color, text }) => (
          <li key={key} className="flex items-baseline gap-1.5">
            <Swatch color={color} />
            <span>{title}</span> <span className="ml-auto pl-3 whitespace-nowrap">{text}</span>
          </li>
        ))}
        {stop.details.map(({ title, text }) => (
          <li key={title} className="flex justify-between gap-3">
            <span>{title}</span> <span className="whitespace-nowrap">{text}</span>
          </li>
        ))}
      </ul>
      {stop.notes.map((note) => (
        <p key={note} className="mt-1 text-ink-soft">
          {note}
        </p>
      ))}
    </div>
  );
}
