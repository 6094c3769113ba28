import { barScene } from "./barScene";
import type { Chart } from "./chart";
import { curveScene } from "./curveScene";
import { isNarrowAt } from "./draw";
import type { Scene, SceneSize } from "./scene";
import { timeScene } from "./timeScene";

/** Lays a chart out in a size. */
export function sceneOf(
  chart: Chart,
  { width, height, fontSize = 12, isBare = false }: Pick<SceneSize, "width" | "height"> & Partial<SceneSize>,
): Scene {
  const size = { width, height, fontSize, isBare };
  if (chart.kind === "time") return timeScene(chart, size);
  return chart.kind === "bars" ? barScene(chart, size) : curveScene(chart, size);
}

/** The height that suits a chart in a width, in pixels. */
export function heightOf(chart: Chart, width: number): number {
  const isNarrow = isNarrowAt(width);
  if (chart.kind === "curve") return isNarrow ? 256 : 288;
  if (chart.kind === "time") return (isNarrow ? 288 : 320) + (chart.strip === null ? 0 : 56);
  if (!isNarrow && chart.isOrdered) return 320;
  return Math.max(1, chart.bars.length) * (isNarrow ? 44 : 32) + 4;
}
