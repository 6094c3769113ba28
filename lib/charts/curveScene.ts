import { inset } from "./box";
import type { CurveChart } from "./chart";
import { axisWidth, baseline, flatAxis, logWords, valueAxis } from "./draw";
import { textWidth } from "./measureText";
import type { Point, Scene, SceneSize, Shape } from "./scene";
import { logSecondsAxis, shareAxis } from "./ticks";

/** A distribution as a rising curve over a logarithmic axis of seconds. */
export function curveScene(
  { steps, marked }: CurveChart,
  { width, height, fontSize: size, isBare }: SceneSize,
): Scene {
  const shares = shareAxis(1);
  const all = [...steps, ...marked].map(({ seconds }) => seconds);
  const axis = logSecondsAxis(Math.min(...all), Math.max(...all));
  const plot = inset(
    { x: 0, y: 0, width, height },
    isBare
      ? {}
      : {
          top: size * 1.9,
          right: textWidth(axis.ticks.at(-1)?.label ?? "", size) / 2 + 4,
          bottom: size * 2,
          left: axisWidth(shares, size),
        },
  );
  const placeOf = (one: { seconds: number; share: number }): Point => [
    plot.x + plot.width * axis.at(one.seconds),
    plot.y + plot.height * (1 - shares.at(one.share)),
  ];
  const points = steps.map(placeOf);
  const words = marked.flatMap((one): Shape[] => {
    const [x, y] = placeOf(one);
    const isRight = x + 8 + textWidth(one.text, size) <= width;
    return [
      {
        is: "path",
        key: `guide ${one.text}`,
        paths: [
          [
            [plot.x, y],
            [x, y],
            [x, plot.y + plot.height],
          ],
        ],
        stroke: "ink-soft",
        width: 1,
        dash: "2 3",
      },
      { is: "dot", key: `dot ${one.text}`, at: [x, y], radius: 4, fill: "series-1", stroke: "ground" },
      {
        is: "text",
        key: `label ${one.text}`,
        text: one.text,
        at: isRight ? [x + 8, y + size * 1.3] : [x - 8, y - size * 0.7],
        ...(isRight ? {} : { anchor: "end" as const }),
        fill: "ink",
        size,
        isBold: true,
      },
    ];
  });
  return {
    width,
    height,
    plot,
    along: "x",
    stops: points,
    back: isBare
      ? []
      : [
          ...flatAxis(axis, plot, size),
          ...valueAxis(shares, plot, size),
          // Beside the axis that it is about: shares are linear.
          {
            is: "text",
            key: "scale",
            text: logWords,
            at: [plot.x + plot.width - 6, plot.y + plot.height - 6],
            anchor: "end",
            size,
          },
        ],
    areas: [],
    bars: [],
    lines: [{ key: "curve", of: "curve", color: "series-1", ys: points.map(([, y]) => y) }],
    front: [baseline(plot), ...words],
  };
}
