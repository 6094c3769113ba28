"use client";

import { useEffect, useState } from "react";

interface ScrollHintProps {
  id: string;
  /** The id of the table. */
  of: string;
}

/** Says of a table that it is wider than its place, where it is. One that has nothing to scroll is no stop for the Tab key. */
export function ScrollHint({ id, of }: ScrollHintProps) {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const table = document.getElementById(of);
    const region = table?.parentElement;
    if (!table || !region) return;
    const observer = new ResizeObserver(() => {
      const isWider = region.scrollWidth > region.clientWidth;
      setWide(isWider);
      if (isWider || region.scrollHeight > region.clientHeight) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    });
    for (const one of [table, region]) observer.observe(one);
    return () => observer.disconnect();
  }, [of]);
  return (
    <p id={id} className="screen-only mb-2 text-xs text-ink-soft empty:hidden">
      {isWide ? "More columns to the side: scroll sideways." : null}
    </p>
  );
}
