import type { ReactNode } from "react";
import type { InstanceHistory } from "@/lib/instances/history/history";
import type { InstanceNow } from "@/lib/instances/now/instanceNow";
import { sayDay, sayDayOfYear, sayTime } from "@/lib/words/sayDates";
import { countOf, inNumber } from "@/lib/words/sayPlurals";
import { exampleCommand } from "../../overview/example-request";
import { EmptyState, Figure, KeyFigures } from "../../ui";
import { CodeBlock } from "../../ui/code-block";
import { History } from "../history/history";
import { InstanceFrame, type ShownInstance } from "../instance-frame";
import { EventsByType } from "./events-by-type";
import { NowFacts } from "./now-facts";
import { readStart } from "./read-start";

interface NowPageProps {
  instance: ShownInstance;
  now: InstanceNow;
  history: InstanceHistory;
  /** The UTC day that is still running, `YYYY-MM-DD`. */
  today: string;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
  /** What else its organization sees. */
  children?: ReactNode;
}

/** What an instance is now: its state, what it is, what it sent, and its history. */
export function NowPage({ instance, now, history, today, baseUrl, children }: NowPageProps) {
  return (
    <InstanceFrame instance={instance} page="" title="Overview">
      {now.totalEvents === 0 ? (
        <NothingSent baseUrl={baseUrl} isExample={now.isExample} />
      ) : (
        <>
          <Headlines now={now} />
          <NowFacts now={now} />
          <EventsByType base={instance.base} events={now.events} />
          <History history={history} today={today} isLvm={isLvm(now)} />
        </>
      )}
      {children}
    </InstanceFrame>
  );
}

function Headlines({ now }: { now: InstanceNow }) {
  const { state, versionClass, newerVersions } = now;
  return (
    <KeyFigures id="now" title="Now">
      <Figure label="State" value={stateWords[state.kind]} note={sayState(now)} />
      <Figure
        label="Version"
        value={versionClass ?? "not known"}
        note={sayNewer(versionClass, newerVersions)}
      />
      <Figure
        label="Events"
        value={now.totalEvents}
        note={`of ${countOf(now.events.length, "type")}, on ${countOf(now.daysSeen, "day")}`}
      />
      <Figure
        label="Last seen"
        value={now.lastSeen === null ? "never" : sayDayOfYear(now.lastSeen)}
        note={
          <>
            {now.lastSeen === null ? "" : sayTime(now.lastSeen)}
            {now.firstSeen === null ? "" : `; first on ${sayDay(now.firstSeen)}`}
          </>
        }
      />
    </KeyFigures>
  );
}

const stateWords = {
  running: "Running",
  stopped: "Stopped",
  silent: "Silent",
  unknown: "Not known",
} as const;

function sayState({ state: { kind, since }, start }: Pick<InstanceNow, "state" | "start">): string {
  if (kind === "unknown")
    return start === null ? "no start was reported" : "it sent events after its last stop";
  const moment = since === null ? "" : `since ${sayTime(since)}`;
  return kind === "stopped" ? moment : `${moment}; crashes are not reported`;
}

function sayNewer(versionClass: string | null, newer: readonly string[]): string {
  if (versionClass === null) return "no start was reported";
  if (newer.length === 0) return "no newer one is published in use";
  return `${newer.join(", ")} ${inNumber(newer.length, "is", "are")} in use elsewhere`;
}

function isLvm({ start }: InstanceNow): boolean {
  return start !== null && readStart(start.data).pools?.fs_type === "lvm";
}

function NothingSent({ baseUrl, isExample }: { baseUrl: string; isExample: boolean }) {
  return (
    <div className="flex flex-col gap-4">
      <EmptyState title="Nothing was sent yet">
        {isExample
          ? "Send the event of the engine’s documentation, and this page shows it."
          : "The page fills with the first event."}
      </EmptyState>
      {isExample ? (
        <div className="max-w-[52rem]">
          <CodeBlock label="Shell" language="shell" code={exampleCommand(baseUrl)} wrap />
        </div>
      ) : null}
    </div>
  );
}
