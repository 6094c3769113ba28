"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

export interface PlotSize {
  width: number;
  height: number;
}

/** What every plot is given. */
export interface PlotProps<Data> {
  data: Data;
  /** The drawing's name for screen readers. */
  description: string;
}

/** What a plot's frame hands to its drawing. */
export interface DrawingProps {
  size: PlotSize;
  status: HTMLElement | null;
}

const initialDimension: PlotSize = { width: 720, height: 320 };

interface PlotFrameProps {
  children: (size: PlotSize, status: HTMLElement | null) => ReactNode;
}

/**
 * Fills the room it is given and tells its drawing how large that is. The element handed over as `status` is there
 * from the start, so that screen readers hear what is put into it; the tooltip is.
 */
export function PlotFrame({ children }: PlotFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(initialDimension);
  const [status, setStatus] = useState<HTMLElement | null>(null);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      // A closed tab has no size: what was drawn stays as it was.
      if (width > 0 && height > 0) setSize({ width: Math.floor(width), height: Math.floor(height) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={frame} className="relative size-full min-w-0">
      <div className="absolute inset-0">{children(size, status)}</div>
      <div ref={setStatus} role="status" className="pointer-events-none absolute inset-0 z-10" />
    </div>
  );
}

/** The name of a drawing: its takeaway, and how to read it with the keyboard. */
export function nameOf(description: string, unit: "period" | "bar" | "step"): string {
  return `${description.replace(/\.$/, "")}. Arrow keys move from ${unit} to ${unit}.`;
}
