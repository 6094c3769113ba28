"use client";

import { useWindowVirtualizer, windowScroll } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { DayHead, EventRow } from "./event-row";
import { nameFate } from "./say-fate";
import { type TimelineState, timelineRows } from "./timeline-state";

interface VirtualRowsProps {
  state: TimelineState;
  titleOf: (event: TimelineEvent) => string;
  /** IDs of events that came while the page was open. */
  fresh: ReadonlySet<string>;
  /** IDs of events that are open. */
  open: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** The end of what is loaded comes into view; null where nothing more is to be loaded now. */
  onNearEnd: (() => void) | null;
  renderDetails: (event: TimelineEvent) => ReactNode;
}

const rowsAhead = 25;
/** About what a row takes, in pixels; each is measured once it is drawn. */
const estimated = { day: 60, event: 38 } as const;

/** The rows of a timeline that are in view, and a few around them, at their places in the page. */
export function VirtualRows({
  state,
  titleOf,
  fresh,
  open,
  onToggle,
  onNearEnd,
  renderDetails,
}: VirtualRowsProps) {
  const { events, days } = state;
  const rows = useMemo(() => timelineRows({ events, days }), [events, days]);
  const list = useRef<HTMLOListElement>(null);
  const listTop = useTop(list);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => estimated[rows[index]?.kind ?? "event"],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    scrollMargin: listTop,
    // The site scrolls smoothly; a correction that is animated would be seen as a jump and back.
    scrollToFn: (offset, { behavior = "instant", ...options }, instance) =>
      windowScroll(offset, { ...options, behavior }, instance),
    // Readers further down stay where they are while rows are added on top; at the top they see them come.
    anchorTo: typeof window !== "undefined" && window.scrollY > listTop ? "end" : "start",
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (lastIndex >= rows.length - rowsAhead) onNearEnd?.();
  }, [lastIndex, rows.length, onNearEnd]);

  return (
    <ol
      ref={list}
      aria-label="Events, newest first"
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {items.map(({ key, index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            // How many there are in all is not known before the oldest is loaded.
            aria-setsize={-1}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - listTop}px)` }}
          >
            {row.kind === "day" ? (
              <DayHead day={row.day} events={row.events} />
            ) : (
              <EventRow
                event={row.event}
                title={titleOf(row.event)}
                isNew={fresh.has(row.event.id)}
                {...(state.fates === undefined ? {} : { fate: nameFate(state.fates[row.event.id]) })}
                isOpen={open.has(row.event.id)}
                onToggle={() => onToggle(row.event.id)}
              >
                {open.has(row.event.id) ? renderDetails(row.event) : null}
              </EventRow>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** How far from the top of the page an element is, in pixels, also after what is above it has grown. */
function useTop(element: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
