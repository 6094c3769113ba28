"use client";

import { createElement, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import {
  Area,
  Bar,
  type BarShapeProps,
  ComposedChart,
  DefaultZIndexes,
  Line,
  Rectangle,
  ReferenceArea,
  useActiveTooltipLabel,
  useIsTooltipActive,
  XAxis,
  YAxis,
  ZIndexLayer,
} from "recharts";
import type { Chart } from "@/lib/charts/chart";
import { heightOf, sceneOf } from "@/lib/charts/layOut";
import type { Attributes } from "@/lib/charts/markup";
import { elementOf } from "@/lib/charts/paintSvg";
import type { Scene, Shape } from "@/lib/charts/scene";
import { turnArrowKeys, usePointing, useSelection } from "./pointing";
import { Readout } from "./readout";

export interface InteractiveChartProps {
  chart: Chart;
  /** Told of a part of the stops that is chosen; where it is absent, none can be. */
  onSelect: ((from: number, to: number) => void) | undefined;
  /** Of the picture it takes the place of. */
  size: { width: number; height: number };
  /** The series that stands out; null for all. */
  pointedAt: string | null;
  /** The picture had the focus. */
  takesFocus: boolean;
}

/** A place of the chart's stops; the scene says where each is, so that Recharts' scales change nothing. */
interface Row {
  index: number;
  x: number;
  y: number;
}

const faded = 0.25;

/** The interactive painter: Recharts paints the scene's marks, and knows where pointer and arrow keys are. */
export function InteractiveChart({
  chart,
  onSelect,
  size: first,
  pointedAt,
  takesFocus,
}: InteractiveChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(first);
  const [status, setStatus] = useState<HTMLElement | null>(null);
  const [shown, stop, point] = usePointing(chart);
  // Only the chart that the reader is at says where: others show the same period without a word.
  const [isHere, setHere] = useState(takesFocus);
  const selection = useSelection(onSelect !== undefined && chart.stops.length > 2, stop, onSelect);
  const scene = useMemo(() => sceneOf(chart, size), [chart, size]);
  const isLying = scene.along === "y";
  const rows = scene.stops.map(([x, y], index): Row => ({ index, x, y }));

  const isFirst = useRef(true);
  useEffect(() => {
    // Another view of the statistic may need another height.
    const width = frame.current?.clientWidth ?? 0;
    if (!isFirst.current && width > 0) setSize({ width, height: heightOf(chart, width) });
    isFirst.current = false;
  }, [chart]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let before = element.clientWidth;
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth;
      // A closed tab has no size: what was drawn stays as it was.
      if (width === 0 || width === before) return;
      before = width;
      setSize({ width, height: heightOf(chart, width) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [chart]);

  useEffect(() => {
    if (!takesFocus) return;
    // Recharts paints once it knows its size, some frames later.
    const until = Date.now() + 2_000;
    const focus = () => {
      const chart = frame.current?.querySelector<SVGElement>("svg[tabindex]");
      if (chart) chart.focus({ preventScroll: true });
      else if (Date.now() < until) requestAnimationFrame(focus);
    };
    focus();
  }, [takesFocus]);

  const opacityOf = (of: string) => (pointedAt === null || pointedAt === of ? 1 : faded);
  const unit = { time: "period", bars: "bar", curve: "step" }[chart.kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the chart inside
    <div
      ref={frame}
      // Recharts' inner groups take the focus of a tap; the ring is for the keyboard's stop, the chart.
      className="relative min-w-0 select-none [&_g]:outline-none"
      onPointerEnter={() => setHere(true)}
      onPointerMove={() => setHere(true)}
      onPointerLeave={() => {
        setHere(false);
        selection.cancel();
      }}
      onFocus={() => setHere(true)}
      onBlur={() => setHere(false)}
      onKeyDownCapture={isLying ? turnArrowKeys : undefined}
      onKeyDown={selection.onKeyDown}
      onPointerDown={selection.start}
      onPointerUp={selection.end}
    >
      <ComposedChart
        {...size}
        data={rows}
        layout={isLying ? "vertical" : "horizontal"}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        aria-label={`${chart.description.replace(/\.$/, "")}. Arrow keys move from ${unit} to ${unit}.${selection.hint}`}
      >
        <XAxis
          type="number"
          {...(isLying ? {} : { dataKey: "x" as const })}
          domain={[0, size.width]}
          allowDataOverflow
          hide
        />
        <YAxis
          type="number"
          {...(isLying ? { dataKey: "y" as const } : {})}
          domain={[0, size.height]}
          allowDataOverflow
          reversed
          hide
        />
        <Shapes shapes={scene.back} opacityOf={opacityOf} />
        {selection.from === null || stop === null ? null : (
          <ReferenceArea
            x1={scene.stops[Math.min(selection.from, stop)]?.[0] ?? 0}
            x2={scene.stops[Math.max(selection.from, stop)]?.[0] ?? 0}
            fill="var(--ink)"
            fillOpacity={0.12}
          />
        )}
        {marksOf(scene, opacityOf)}
        <ZIndexLayer zIndex={DefaultZIndexes.line + 50}>
          <Shapes shapes={scene.front} opacityOf={opacityOf} />
        </ZIndexLayer>
        <Cursor {...{ scene, shown }} onStop={point} />
      </ComposedChart>
      <div
        ref={setStatus}
        role={isHere ? "status" : undefined}
        aria-hidden={!isHere}
        className="screen-only pointer-events-none absolute inset-0 z-10"
      />
      {status === null || shown === null
        ? null
        : createPortal(
            <Readout chart={chart} index={shown} at={scene.stops[shown] ?? [0, 0]} {...{ size, isLying }} />,
            status,
          )}
    </div>
  );
}

/** Areas, bars and lines. Values are pixels already, so each axis leaves them where they are. */
function marksOf({ areas, bars, lines, along }: Scene, opacityOf: (of: string) => number): ReactNode {
  return (
    <>
      {areas.map(({ key, color, opacity, spans }) => (
        <Area
          key={key}
          data-mark={key}
          type="linear"
          dataKey={({ index }: Row) => spans[index] ?? null}
          fill={`var(--${color})`}
          stroke={`var(--${color})`}
          fillOpacity={opacity * opacityOf(key)}
          strokeWidth={0.75}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {bars.map(({ key, color, boxes }) => (
        <Bar
          key={key}
          dataKey={({ index }: Row) => {
            const box = boxes[index] ?? null;
            if (box === null) return null;
            return along === "x" ? [box.y + box.height, box.y] : [box.x, box.x + box.width];
          }}
          isAnimationActive={false}
          shape={({ payload }: BarShapeProps) => {
            const box = boxes[(payload as Row | undefined)?.index ?? -1] ?? null;
            const paint = { fill: `var(--${color})`, fillOpacity: opacityOf(key) };
            return box === null ? <g /> : <Rectangle {...box} {...paint} data-mark={key} />;
          }}
        />
      ))}
      {lines.map(({ key, of, color, dash, ys }) => (
        <Line
          key={key}
          data-mark={key}
          type="linear"
          dataKey={({ index }: Row) => ys[index] ?? null}
          stroke={`var(--${color})`}
          strokeOpacity={opacityOf(of)}
          strokeWidth={2}
          {...(dash === undefined ? {} : { strokeDasharray: dash })}
          dot={false}
          activeDot={{ r: 4, stroke: "var(--ground)" }}
          isAnimationActive={false}
        />
      ))}
    </>
  );
}

function Shapes({ shapes, opacityOf }: { shapes: readonly Shape[]; opacityOf: (of: string) => number }) {
  return shapes.map((shape) => {
    const { name, attributes, text, value } = elementOf(shape, "page");
    const opacity = shape.of === undefined ? 1 : opacityOf(shape.of);
    return createElement(
      name,
      { key: shape.key, ...camelCased(attributes), ...(opacity === 1 ? {} : { opacity }) },
      text,
      value === undefined ? null : <tspan {...camelCased(value.attributes)}>{value.text}</tspan>,
    );
  });
}

/** SVG's attributes as React names them. */
function camelCased(attributes: Attributes): Record<string, string | number | undefined> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.startsWith("data-") ? name : name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

interface CursorProps {
  scene: Scene;
  /** Which stop is pointed at, here or in another chart. */
  shown: number | null;
  /** Told where the reader's own pointer or keys are. */
  onStop: (index: number | null) => void;
}

/** Where the pointer or the arrow keys are: a line through the plot, or a ground behind a bar. */
function Cursor({ scene, shown, onStop }: CursorProps) {
  const label = useActiveTooltipLabel();
  const isActive = useIsTooltipActive();
  const axis = scene.along === "x" ? 0 : 1;
  const index = isActive ? scene.stops.findIndex((stop) => stop[axis] === Number(label)) : -1;
  useEffect(() => onStop(index < 0 ? null : index), [index, onStop]);
  const stop = shown === null ? undefined : scene.stops[shown];
  if (stop === undefined) return null;
  const { x, y, width, height } = scene.plot;
  const ends =
    axis === 0
      ? { x1: stop[0], x2: stop[0], y1: y, y2: y + height }
      : { x1: x, x2: x + width, y1: stop[1], y2: stop[1] };
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.cursorLine}>
      <line {...ends} className="screen-only" stroke="var(--ink)" strokeOpacity={0.6} pointerEvents="none" />
    </ZIndexLayer>
  );
}
