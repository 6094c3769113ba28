"use client";

import { useRouter } from "next/navigation";
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import type { Chart, TimeChart } from "@/lib/charts/chart";
import { addDays } from "@/lib/words/period";
import type { InteractiveChartProps } from "./interactive-chart";
import { Legend } from "./legend";

interface ShellProps {
  chart: Chart;
  hasLegend: boolean;
  /** Told of a part of the periods that is chosen; where it is absent, none can be. */
  onSelect?: (from: number, to: number) => void;
  /** The chart as painted on the server. */
  children: ReactNode;
}

interface ChartShellProps extends Omit<ShellProps, "onSelect"> {
  rangePath?: string | undefined;
}

/** Shows the server's picture until somebody points at, touches or focuses a chart; then what makes it interactive is loaded. */
export function ChartShell({ rangePath, ...shell }: ChartShellProps) {
  const { chart } = shell;
  if (rangePath === undefined || chart.kind !== "time") return <Shell {...shell} />;
  return <RangeShell {...shell} chart={chart} rangePath={rangePath} />;
}

/** A part of the periods that is chosen is an address of its own. */
function RangeShell({ rangePath, ...shell }: ShellProps & { chart: TimeChart; rangePath: string }) {
  const router = useRouter();
  const select = (from: number, to: number) => {
    const [first, last] = [shell.chart.periods[from], shell.chart.periods[to]];
    if (first === undefined || last === undefined) return;
    const days = `from=${first.start}&to=${addDays(last.end, -1)}`;
    router.push(`${rangePath}${rangePath.includes("?") ? "&" : "?"}${days}`, { scroll: false });
  };
  return <Shell {...shell} onSelect={select} />;
}

/** Told to all charts of a page when one of them is touched, so that they can share what is pointed at. */
const wakeEvent = "charts-wake";

function Shell({ chart, hasLegend, onSelect, children }: ShellProps) {
  const place = useRef<HTMLDivElement>(null);
  const [Interactive, setInteractive] = useState<ComponentType<InteractiveChartProps> | null>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [isFocused, setFocused] = useState(false);
  const [pointedAt, setPointedAt] = useState<string | null>(null);

  useEffect(() => {
    let isThere = true;
    const wake = async () => {
      // Where it cannot be loaded, the picture stays.
      if (place.current === null) return;
      const loaded = await import("./interactive-chart").catch(() => null);
      const element = place.current;
      if (!isThere || loaded === null || element === null) return;
      const { width, height } = element.getBoundingClientRect();
      if (width === 0) return;
      setSize({ width, height });
      setInteractive(() => loaded.InteractiveChart);
    };
    // Until it is awake: it may have been hidden, or what it needs could not be loaded.
    document.addEventListener(wakeEvent, wake);
    return () => {
      isThere = false;
      document.removeEventListener(wakeEvent, wake);
    };
  }, []);

  const start = () => {
    if (Interactive === null) document.dispatchEvent(new Event(wakeEvent));
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {hasLegend ? <Legend chart={chart} onPoint={setPointedAt} /> : null}
      {Interactive === null || size === null ? (
        <div ref={place} className="relative min-w-0" onPointerEnter={start} onTouchStart={start}>
          {children}
          <button
            type="button"
            className="sr-only bg-ground px-2 py-1 text-sm text-accent focus:not-sr-only focus:absolute focus:top-0 focus:right-0"
            onFocus={() => {
              setFocused(true);
              start();
            }}
            onBlur={() => setFocused(false)}
          >
            Read values with the arrow keys
          </button>
        </div>
      ) : (
        <Interactive {...{ chart, size, pointedAt }} onSelect={onSelect} takesFocus={isFocused} />
      )}
    </div>
  );
}
