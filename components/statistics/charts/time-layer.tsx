"use client";

import { useId } from "react";
import { DefaultZIndexes, usePlotArea, ZIndexLayer } from "recharts";
import { indexOfDay, timeScale, timeTicks } from "@/lib/statistics/svg/timeScale";
import type { ChartData } from "./chart-data";
import { labelSize, labelStyle, placeLabels } from "./place-labels";

interface TimeLayerProps {
  data: ChartData;
  layout: "points" | "columns";
  /** Hatches the way to the unfinished period; lines are dashed there instead. */
  isHatched?: boolean;
}

/** Under lines, which are dashed there. */
const aboveAreas = DefaultZIndexes.area + 50;

/** Room above a plot for the names of releases and incidents, and beneath it for the dates. */
export const timeMargin = ({ annotations }: ChartData) => ({
  top: annotations.length > 0 ? 22 : 8,
  bottom: 24,
});

/** The axis of time under a plot, and what happened: releases and incidents as thin lines with their names. */
export function TimeLayer({ data, layout, isHatched = false }: TimeLayerProps) {
  const plot = usePlotArea();
  const id = useId();
  if (plot === undefined) return null;
  const { points, annotations, interval } = data;
  const scale = timeScale(points, plot, layout);
  const right = plot.x + plot.width;
  const ground = plot.y + plot.height;
  const marks = annotations.flatMap(({ day, title, kind }) => {
    const index = indexOfDay(scale, day);
    return index === null ? [] : [{ x: scale.x(index), text: title, key: `${day} ${title}`, kind }];
  });
  const places = placeLabels(marks, { left: plot.x, right });
  const last = points.length - 1;
  const unfinished = points[last]?.isUnfinished === true && points[last]?.n !== null;
  const from = last === 0 ? scale.x(0) - loneWidth / 2 : scale.x(last - 1);
  const to = last === 0 ? scale.x(0) + loneWidth / 2 : scale.x(last);
  return (
    <>
      <ZIndexLayer zIndex={aboveAreas}>
        {isHatched && unfinished ? (
          <>
            <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="3" height="5" fill="var(--ground)" fillOpacity="0.72" />
            </pattern>
            <rect x={from} y={plot.y} width={to - from} height={plot.height} fill={`url(#${id})`} />
          </>
        ) : null}
      </ZIndexLayer>
      <ZIndexLayer zIndex={DefaultZIndexes.axis}>
        <line x1={plot.x} x2={right} y1={ground} y2={ground} stroke="var(--rule-strong)" />
        {timeTicks(scale, interval, labelSize).map(({ index, label }) => (
          <text key={label} x={scale.x(index)} y={ground + 17} textAnchor="middle" {...labelStyle}>
            {label}
          </text>
        ))}
        {marks.map(({ x, text, key, kind }, index) => {
          const place = places[index];
          return (
            <g key={key}>
              <line
                x1={x}
                x2={x}
                y1={plot.y - (place ? 14 : 4)}
                y2={ground}
                stroke={kind === "incident" ? "var(--bad)" : "var(--ink)"}
                strokeOpacity="0.7"
                strokeDasharray={kind === "incident" ? "1 3" : undefined}
              />
              {place ? (
                <text x={place.x} y={plot.y - 6} textAnchor={place.anchor} {...labelStyle}>
                  {text}
                </text>
              ) : null}
            </g>
          );
        })}
      </ZIndexLayer>
    </>
  );
}

/** How wide a period is drawn that has no neighbours. */
export const loneWidth = 12;
