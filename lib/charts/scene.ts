import type { Box } from "./box";
import type { Color } from "./colors";

export type Point = readonly [x: number, y: number];

/** A shape that stays where it is. `of` is the key of the series it belongs to. All places and lengths are in pixels. */
export type Shape = {
  readonly key: string;
  readonly of?: string;
  readonly opacity?: number;
} & (
  | { readonly is: "rect"; readonly box: Box; readonly fill: Color }
  | {
      readonly is: "path";
      readonly paths: readonly (readonly Point[])[];
      readonly stroke: Color;
      readonly width?: number;
      readonly dash?: string;
    }
  | {
      readonly is: "dot";
      readonly at: Point;
      readonly radius: number;
      readonly fill: Color;
      readonly stroke: Color;
    }
  | {
      readonly is: "text";
      /** Of the baseline. */
      readonly at: Point;
      readonly text: string;
      /** Stands out after the text. */
      readonly value?: string;
      readonly anchor?: "middle" | "end";
      readonly fill?: Color;
      readonly size: number;
      readonly isBold?: boolean;
    }
);

/** Marks that stand for values; every list has one element for each stop, null is a gap. */
export interface SceneArea {
  readonly key: string;
  readonly color: Color;
  readonly opacity: number;
  readonly spans: readonly (readonly [bottom: number, top: number] | null)[];
}

export interface SceneLine {
  readonly key: string;
  readonly of: string;
  readonly color: Color;
  readonly dash?: string;
  readonly ys: readonly (number | null)[];
}

export interface SceneBars {
  readonly key: string;
  readonly color: Color;
  readonly boxes: readonly (Box | null)[];
}

/** A picture as plain data: where everything is, and what it looks like. Painters only paint. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Where values are drawn. */
  readonly plot: Box;
  /** Along which axis the stops lie. */
  readonly along: "x" | "y";
  /** The places of the chart's stops. */
  readonly stops: readonly Point[];
  /** From the back to the front. */
  readonly back: readonly Shape[];
  readonly areas: readonly SceneArea[];
  readonly bars: readonly SceneBars[];
  readonly lines: readonly SceneLine[];
  readonly front: readonly Shape[];
}

/** In pixels. */
export interface SceneSize {
  readonly width: number;
  readonly height: number;
  /** Of its letters. */
  readonly fontSize: number;
  /** Without words and axes, for a card. */
  readonly isBare: boolean;
}
