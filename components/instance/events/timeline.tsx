"use client";

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { LiveSwitch } from "./live-switch";
import { NoEvents } from "./no-events";
import { RelayFate } from "./relay-fate";
import { type TimelineFilter, timelinePath } from "./timeline-address";
import { type FatedPage, isLeaving } from "./timeline-state";
import { useLive } from "./use-live";
import { useTimeline } from "./use-timeline";
import type { VirtualRows } from "./virtual-rows";

// The catalogue is most of this page's script: it is loaded when the first event is opened.
const EventDetails = lazy(() =>
  import("./event-details").then((module) => ({ default: module.EventDetails })),
);

/** How often a relay is asked what became of events that have to leave. */
const askAgainMs = 3_000;

interface TimelineProps {
  first: FatedPage;
  filter: TimelineFilter;
  /** The page is not narrowed by time: what is received now belongs on top of it. */
  isNewest: boolean;
  /** The titles of event types by name. */
  titles: Readonly<Record<string, string>>;
  instanceId: string;
  /** The first page as the server wrote it: until the script is there, and without one. */
  children: ReactNode;
}

/**
 * The timeline in the browser: only what is in view is drawn, more is loaded while scrolling, and new events appear. The
 * server's rows stay until somebody touches or scrolls them, or there are others.
 */
export function Timeline({ first, filter, isNewest, titles, instanceId, children }: TimelineProps) {
  const { state, loading, failed, load, receive } = useTimeline(first, filter);
  const [Rows, setRows] = useState<typeof VirtualRows | null>(null);
  const isReady = Rows !== null;
  const hasOthers = state.events[0]?.id !== first.events[0]?.id;
  const [isLiveOn, setLiveOn] = useState(true);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState("");

  const root = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);

  const begin = useCallback(async () => {
    const loaded = await import("./virtual-rows");
    // What the reader opened, and where they are, before the script was there, stays so when it takes over.
    const opened = root.current?.querySelectorAll<HTMLElement>("details[open][data-event]") ?? [];
    setOpen(new Set([...opened].flatMap(({ dataset }) => dataset.event ?? [])));
    focused.current = document.activeElement?.closest<HTMLElement>("[data-event]")?.dataset.event ?? null;
    setRows(() => loaded.VirtualRows);
  }, []);
  useEffect(() => {
    if (isReady) return;
    const wasTouched = root.current?.querySelector("details[open], :focus") !== null || window.scrollY > 0;
    if (wasTouched || hasOthers) void begin();
    window.addEventListener("scroll", begin, { once: true });
    return () => window.removeEventListener("scroll", begin);
  }, [isReady, hasOthers, begin]);
  useEffect(() => {
    const id = focused.current;
    if (!isReady || id === null) return;
    focused.current = null;
    const frame = requestAnimationFrame(() =>
      root.current
        ?.querySelector<HTMLElement>(`details[data-event="${CSS.escape(id)}"] > summary`)
        ?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isReady]);

  const connection = useLive({
    base: filter.base,
    isOn: isNewest && isLiveOn,
    onOpen: () => void load("newest"),
    onEvent(data) {
      const event = receive(data);
      if (event === null) return;
      setFresh((known) => new Set(known).add(event.id));
      setNews(`${titleOf(event)} at ${event.eventTime.slice(11, 19)}.`);
    },
  });

  const isWatching = isNewest && isLiveOn && isLeaving(state);
  useEffect(() => {
    if (!isWatching) return;
    const timer = setInterval(() => void load("newest"), askAgainMs);
    return () => clearInterval(timer);
  }, [isWatching, load]);

  const titleOf = ({ type }: TimelineEvent) => titles[type] ?? type;
  const toggle = useCallback((id: string) => setOpen((known) => toggled(known, id)), []);
  const loadOlder = useCallback(() => void load("older"), [load]);

  return (
    <div ref={root}>
      {isNewest ? <LiveSwitch connection={connection} onSwitch={setLiveOn} news={news} /> : null}
      {state.newer === null ? null : (
        <p className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
          <Button disabled={loading === "newer"} onClick={() => void load("newer")}>
            Show newer events
          </Button>
          <Link href={timelinePath(filter)}>To the newest</Link>
          {failed === "newer" ? <span role="alert">They could not be loaded. Try again.</span> : null}
        </p>
      )}
      {Rows === null ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for a sign of life.
        <div onPointerEnter={begin} onTouchStart={begin} onFocus={begin}>
          {children}
        </div>
      ) : state.events.length === 0 ? (
        <NoEvents />
      ) : (
        <Rows
          state={state}
          titleOf={titleOf}
          fresh={fresh}
          open={open}
          onToggle={toggle}
          onNearEnd={state.older !== null && loading === null && failed === null ? loadOlder : null}
          renderDetails={(event) => (
            <>
              {state.fates === undefined ? null : <RelayFate fate={state.fates[event.id]} />}
              <Suspense fallback={<p className="py-3 text-sm text-ink-soft">Loading …</p>}>
                <EventDetails event={event} instanceId={instanceId} />
              </Suspense>
            </>
          )}
        />
      )}
      {isReady && state.events.length > 0 ? (
        <div className="py-5 text-sm text-ink-soft">
          {failed === "older" ? (
            <p role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-2">
              Older events could not be loaded.
              <Button onClick={loadOlder}>Try again</Button>
            </p>
          ) : state.older === null ? (
            "This is the oldest event that is kept."
          ) : (
            "Loading older events …"
          )}
        </div>
      ) : null}
    </div>
  );
}

function toggled(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(known);
  if (!next.delete(id)) next.add(id);
  return next;
}
