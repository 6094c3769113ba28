"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const intervalMilliseconds = 3000;

/**
 * Reads the page's numbers again every three seconds while the page is visible, until the reader pauses it.
 * It is not a live region: numbers that change by themselves are not read out.
 */
export function LiveRefresh({ computedAt }: { computedAt: string }) {
  const router = useRouter();
  const [paused, setPaused] = useState(false);

  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, intervalMilliseconds);
    return () => clearInterval(timer);
  }, [paused, router]);

  return (
    <p className="flex items-baseline gap-3 text-sm text-ink-soft tabular-nums">
      <span>
        <span className="needs-script">{paused ? "Paused at " : "Live, as of "}</span>
        <span className="without-script">As of </span>
        <time dateTime={computedAt}>{computedAt.slice(11, 19)} UTC</time>
      </span>
      <button
        type="button"
        onClick={() => setPaused(!paused)}
        className="needs-script cursor-pointer text-accent underline decoration-1 underline-offset-[0.18em] hover:decoration-2"
      >
        {paused ? "Resume" : "Pause"}
      </button>
    </p>
  );
}
