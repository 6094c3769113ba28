import type { MouseEvent, ReactNode } from "react";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { sayDay } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Badge } from "../../ui/badge";
import { sayEvent } from "./say-event";

interface DayHeadProps {
  /** `YYYY-MM-DD`. */
  day: string;
  /** How many events of the shown types the day has; null where it is not known. */
  events: number | null;
}

/** The head of a day's events. */
export function DayHead({ day, events }: DayHeadProps) {
  return (
    <h2 className="flex items-baseline justify-between gap-4 border-b border-rule-strong pt-7 pb-1.5 text-base tracking-normal">
      <time dateTime={day}>{sayDay(day)}</time>
      {events === null ? null : (
        <span className="text-sm font-normal text-ink-soft tabular-nums">{countOf(events, "event")}</span>
      )}
    </h2>
  );
}

interface EventRowProps {
  event: TimelineEvent;
  /** The title of its type. */
  title: string;
  /** It came while the page was open. */
  isNew?: boolean;
  /** What a relay did with it, in a word; only for the relay's admin. */
  fate?: string;
  /** Whether it is open, where a script decides that; else the element itself does. */
  isOpen?: boolean;
  onToggle?: () => void;
  /** What it opens to. */
  children: ReactNode;
}

/** An event on a line, which opens to all there is to say about it. */
export function EventRow({ event, title, isNew = false, fate, isOpen, onToggle, children }: EventRowProps) {
  const controlled =
    onToggle === undefined
      ? {}
      : {
          onClick: (click: MouseEvent) => {
            click.preventDefault();
            onToggle();
          },
        };
  return (
    <details
      data-event={event.id}
      className="group border-b border-rule"
      {...(onToggle === undefined ? {} : { open: isOpen === true })}
    >
      <summary
        {...controlled}
        className="grid list-none grid-cols-[5.25rem_minmax(0,1fr)] items-baseline gap-x-4 gap-y-0.5 py-2 text-sm hover:bg-raised md:grid-cols-[5.25rem_12rem_minmax(0,1fr)_auto] [&::-webkit-details-marker]:hidden"
      >
        <time dateTime={event.eventTime} className="relative pl-4 tabular-nums text-ink-soft">
          <span
            aria-hidden="true"
            className="absolute top-[7px] left-0 size-[6px] rotate-[-45deg] border-r-[1.5px] border-b-[1.5px] group-open:top-[5px] group-open:rotate-45"
          />
          {event.eventTime.slice(11, 19)}
        </time>
        <span className="font-medium">
          {title}
          {isNew ? <span className="ml-2 text-xs font-normal text-good">new</span> : null}
          {fate === undefined ? null : <span className="ml-2 text-xs font-normal text-ink-soft">{fate}</span>}
        </span>
        <span className="col-start-2 truncate font-mono text-xs text-ink-soft md:col-start-auto">
          {sayEvent(event)}
        </span>
        {event.leftOut.length === 0 ? null : (
          <span className="col-start-2 md:col-start-auto">
            <Badge tone="caution">{event.leftOut.length} left out</Badge>
          </span>
        )}
      </summary>
      {children}
    </details>
  );
}
