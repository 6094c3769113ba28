"use client";

import type { ComponentProps } from "react";
import { Tooltip } from "recharts";
import { classNames } from "../../ui/class-names";
import type { PointDescription } from "./describe-point";
import type { PlotSize } from "./plot-frame";

/** Rows of every chart know their place. */
export interface PlotRow {
  index: number;
}

interface ReadoutProps {
  say: (index: number) => PointDescription | null;
  size: PlotSize;
  areBarsLying: boolean;
  active?: boolean;
  payload?: readonly { payload?: PlotRow }[];
  coordinate?: { x: number; y: number };
}

const narrowWidth = 520;
const distance = 14;

/**
 * Beside the pointer on the side with more room; on a phone it slides along, so that it never leaves the drawing. Bars
 * that lie are one below the other: there it stands under or above the bar.
 */
function placeAt({ x, y }: { x: number; y: number }, { width, height }: PlotSize, areBarsLying: boolean) {
  const across =
    width < narrowWidth
      ? { left: x, transform: `translateX(-${(x / width) * 100}%)` }
      : x < width / 2
        ? { left: x + distance }
        : { right: width - x + distance };
  const isUpper = y < height / 2;
  if (areBarsLying)
    return { ...across, ...(isUpper ? { top: y + distance } : { bottom: height - y + distance }) };
  return { ...across, ...(isUpper ? { top: 0 } : { bottom: distance * 2 }) };
}

function Readout({ say, size, areBarsLying, active, payload, coordinate }: ReadoutProps) {
  const index = payload?.[0]?.payload?.index;
  const point = index === undefined ? null : say(index);
  if (!active || point === null || coordinate === undefined) return null;
  return (
    <div
      className="absolute w-max max-w-full min-w-40 border border-rule-strong bg-ground px-3 py-2 text-xs tabular-nums shadow-sm sm:max-w-80"
      style={placeAt(coordinate, size, areBarsLying)}
    >
      <p className="flex justify-between gap-4 font-semibold">
        <span>{point.title}</span> <span className="whitespace-nowrap">{point.total}</span>
      </p>
      <ul className={point.lines.length > 0 ? "mt-1" : ""}>
        {point.lines.map(({ key, title, value, slot }) => (
          <li key={key} className={classNames(slot && `series-${slot}`, "flex items-baseline gap-1.5")}>
            {slot === null ? null : <span className="swatch shrink-0" aria-hidden="true" />}
            <span>{title}</span> <span className="ml-auto pl-3 whitespace-nowrap">{value}</span>
          </li>
        ))}
      </ul>
      {point.notes.map((note) => (
        <p key={note} className="mt-1 text-ink-soft">
          {note}
        </p>
      ))}
    </div>
  );
}

interface PlotTooltipProps {
  say: (index: number) => PointDescription | null;
  size: PlotSize;
  /** Where it is put: a live region. */
  status: HTMLElement | null;
  /** What marks the place: a line for lines and areas, a ground for bars. */
  cursor: "line" | "ground";
  areBarsLying?: boolean;
}

const cursors: Record<PlotTooltipProps["cursor"], NonNullable<ComponentProps<typeof Tooltip>["cursor"]>> = {
  line: { stroke: "var(--ink)", strokeOpacity: 0.6 },
  ground: { fill: "var(--ink)", fillOpacity: 0.07 },
};

/** The tooltip of every plot, shown and read out for the place that the pointer or the arrow keys are at. */
export function PlotTooltip({ say, size, status, cursor, areBarsLying = false }: PlotTooltipProps) {
  return (
    <Tooltip
      portal={status}
      // A withheld period has no value, and its tooltip says so.
      filterNull={false}
      isAnimationActive={false}
      cursor={cursors[cursor]}
      content={<Readout say={say} size={size} areBarsLying={areBarsLying} />}
    />
  );
}
