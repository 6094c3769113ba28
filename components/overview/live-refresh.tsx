"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { onSite } from "@/lib/http/onSite";

const intervalMilliseconds = 3000;

/** Whether the service answers and has its database. A refresh without asking would lose the page to an error. */
async function isServiceUp(): Promise<boolean> {
  try {
    return (await fetch(onSite("/api/v1/health"), { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/**
 * Reads the page's numbers again every three seconds while the page is visible, until the reader pauses it.
 * While the service is away the last numbers stay. It is not a live region: numbers that change by themselves are
 * not read out.
 */
export function LiveRefresh({ computedAt }: { computedAt: string }) {
  const router = useRouter();
  const [paused, setPaused] = useState(false);
  const [away, setAway] = useState(false);

  useEffect(() => {
    if (paused) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    async function look(): Promise<void> {
      if (document.visibilityState === "visible") {
        const up = await isServiceUp();
        if (over) return;
        setAway(!up);
        if (up) router.refresh();
      }
      timer = setTimeout(look, intervalMilliseconds);
    }
    timer = setTimeout(look, intervalMilliseconds);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [paused, router]);

  const state = paused ? "Paused at" : away ? "No answer since" : "Live, as of";
  return (
    <p className="flex items-baseline gap-3 text-sm text-ink-soft tabular-nums">
      <span>
        <span className="needs-script">{state} </span>
        <span className="without-script">As of </span>
        <time dateTime={computedAt}>{computedAt.slice(11, 19)} UTC</time>
      </span>
      <button
        type="button"
        onClick={() => setPaused(!paused)}
        className="needs-script screen-only cursor-pointer text-accent underline decoration-1 underline-offset-[0.18em] hover:decoration-2"
      >
        {paused ? "Resume" : "Pause"}
      </button>
    </p>
  );
}
