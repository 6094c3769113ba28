import { expect, it } from "vitest";
import { engineVersionStatistic } from "../declared/engineVersions";
import { exampleReading } from "../testing/exampleReading";
import type { Annotation } from "../view/reading";
import { drawAnnotations } from "./annotations";
import { penOf } from "./palette";
import { readXml } from "./testing/readXml";
import { timeScale } from "./timeScale";

function draw(annotations: readonly Annotation[]) {
  const { periods } = exampleReading(engineVersionStatistic);
  const box = { x: 40, y: 20, width: 800, height: 300 };
  const plot = {
    box,
    time: timeScale(periods, box, "points"),
    pen: penOf("page", 12),
    y: (value: number) => value,
  };
  const root = readXml(`<svg>${drawAnnotations(annotations, plot)}</svg>`);
  return {
    lines: root.all("line").length,
    shades: root.all("rect").length,
    labels: root.all("text").map(({ text }) => text),
  };
}

const annotation = (day: string, kind: Annotation["kind"], title: string): Annotation => ({
  day,
  kind,
  title,
  text: "",
});

it("draws a release as a line and an incident as a shade, each with its label", () => {
  const drawn = draw([
    annotation("2026-02-10", "incident", "Late events"),
    annotation("2026-05-07", "release", "4.1.3"),
  ]);
  expect(drawn).toEqual({ lines: 1, shades: 1, labels: ["4.1.3", "Late events"] });
});

it("leaves out what is not in the range", () => {
  const drawn = draw([
    annotation("2024-02-10", "incident", "Late"),
    annotation("2024-05-07", "release", "3.5.0"),
  ]);
  expect(drawn).toEqual({ lines: 0, shades: 0, labels: [] });
});

it("leaves out a release without room for its label, and keeps the shade of an incident", () => {
  const newest = annotation("2026-05-08", "release", "4.1.4");
  expect(draw([annotation("2026-05-07", "release", "4.1.3"), newest])).toEqual({
    lines: 1,
    shades: 0,
    labels: ["4.1.4"],
  });
  expect(draw([annotation("2026-05-07", "incident", "Late events"), newest])).toEqual({
    lines: 1,
    shades: 1,
    labels: ["4.1.4"],
  });
});
