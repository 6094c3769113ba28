"use client";

import { useCallback, useReducer, useRef, useState } from "react";
import { onSite } from "@/lib/http/onSite";
import type { EventJson } from "@/lib/instances/timeline/eventJson";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { type TimelineFilter, timelineJsonPath } from "./timeline-address";
import {
  createFirstTime,
  type FatedPage,
  fromEventJson,
  fromPageJson,
  type TimelinePageJson,
  type TimelineState,
  withNewer,
  withNewest,
  withOlder,
  withReceived,
} from "./timeline-state";

/** Enough for a few screens, and little to send. */
const pageEvents = 100;

type Direction = "older" | "newer" | "newest";

interface Loaded {
  readonly state: TimelineState;
  /** What is being loaded. */
  readonly loading: Direction | null;
  /** What could not be loaded. */
  readonly failed: Direction | null;
}

type Action =
  | { readonly kind: "loading" | "failed"; readonly direction: Direction }
  | { readonly kind: "loaded"; readonly direction: Direction; readonly page: FatedPage }
  | { readonly kind: "received"; readonly events: readonly TimelineEvent[] };

const join = { older: withOlder, newer: withNewer, newest: withNewest } as const;

function reduce(loaded: Loaded, action: Action): Loaded {
  switch (action.kind) {
    case "loading":
      return { ...loaded, loading: action.direction, failed: null };
    case "failed":
      return { ...loaded, loading: null, failed: action.direction };
    case "loaded":
      return { state: join[action.direction](loaded.state, action.page), loading: null, failed: null };
    case "received":
      return { ...loaded, state: withReceived(loaded.state, action.events) };
  }
}

/** A timeline that grows in the browser: older and newer pages as they are asked for, and what is received meanwhile. */
export function useTimeline(first: FatedPage, filter: TimelineFilter) {
  const [loaded, dispatch] = useReducer(reduce, { state: first, loading: null, failed: null });
  const inFlight = useRef(new Set<Direction>());
  const [isFirstTime] = useState(createFirstTime);
  const { older, newer } = loaded.state;

  const load = useCallback(
    async (direction: Direction): Promise<void> => {
      if (inFlight.current.has(direction)) return;
      inFlight.current.add(direction);
      dispatch({ kind: "loading", direction });
      const place = direction === "older" ? { before: older } : direction === "newer" ? { after: newer } : {};
      try {
        const answer = await fetch(onSite(timelineJsonPath(filter, place, pageEvents)), {
          cache: "no-store",
        });
        if (!answer.ok) throw new Error(`answered ${answer.status}`);
        const page = fromPageJson((await answer.json()) as TimelinePageJson);
        dispatch({ kind: "loaded", direction, page });
      } catch {
        dispatch({ kind: "failed", direction });
      } finally {
        inFlight.current.delete(direction);
      }
    },
    [filter, older, newer],
  );

  const receive = useCallback(
    (data: string): TimelineEvent | null => {
      const event = fromEventJson(JSON.parse(data) as EventJson);
      if (filter.types.length > 0 && !filter.types.includes(event.type)) return null;
      if (!isFirstTime(event)) return null;
      dispatch({ kind: "received", events: [event] });
      return event;
    },
    [filter, isFirstTime],
  );

  return { ...loaded, load, receive };
}
