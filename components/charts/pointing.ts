import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useState } from "react";
import type { Chart } from "@/lib/charts/chart";

/** Told to the charts of a page when one of them points at a period. */
const pointEvent = "charts-point";

/** What a chart points at: the reader's own place, else that of another chart over the same periods. */
export function usePointing(
  chart: Chart,
): [shown: number | null, own: number | null, point: (own: number | null) => void] {
  const [own, setOwn] = useState<number | null>(null);
  const [other, setOther] = useState<number | null>(null);
  const periods =
    chart.kind === "time" ? `${chart.interval} ${chart.periods[0]?.start} ${chart.periods.length}` : null;
  useEffect(() => {
    if (periods === null) return;
    const listen = ({ detail }: CustomEventInit<{ periods: string; index: number | null }>) => {
      if (detail?.periods === periods) setOther(detail.index);
    };
    document.addEventListener(pointEvent, listen);
    return () => document.removeEventListener(pointEvent, listen);
  }, [periods]);
  const point = useCallback(
    (index: number | null) => {
      setOwn(index);
      if (periods !== null)
        document.dispatchEvent(new CustomEvent(pointEvent, { detail: { periods, index } }));
    },
    [periods],
  );
  return [own ?? other, own, point];
}

/** A part of the range, chosen by dragging, or with Shift and the arrow keys, and Enter. */
export function useSelection(
  isOffered: boolean,
  stop: number | null,
  onSelect: ((from: number, to: number) => void) | undefined,
) {
  const [from, setFrom] = useState<number | null>(null);
  const end = () => {
    setFrom(null);
    if (from !== null && stop !== null && from !== stop)
      onSelect?.(Math.min(from, stop), Math.max(from, stop));
  };
  return {
    from,
    hint: isOffered ? " Shift and arrow keys choose a part of the range, Enter shows it." : "",
    start: ({ button }: PointerEvent) => setFrom(isOffered && button === 0 ? stop : null),
    end,
    cancel: () => setFrom(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape") setFrom(null);
      if (event.key === "Enter") end();
      if (event.shiftKey && event.key.startsWith("Arrow") && isOffered) setFrom(from ?? stop);
    },
  };
}

/** Where bars lie below each other, up and down move too. Recharts knows left and right. */
export function turnArrowKeys(event: KeyboardEvent) {
  const key = { ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft" }[event.key];
  if (key === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true }));
}
