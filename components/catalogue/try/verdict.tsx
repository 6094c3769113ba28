import { type ReactNode, useMemo } from "react";
import { refusalReasons } from "@/lib/http/problems";
import type { Refusal } from "@/lib/ingest/refusal";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { Badge } from "../../ui/badge";
import { Link } from "../../ui/link";
import { KeptTable } from "../kept-table";
import { fieldAnchor } from "../say-event-type";
import { type JudgedEvent, limitBytes, type Verdict } from "./judge";

const shownEvents = 20;

/** What would become of what was pasted: a sentence, and then each event. */
export function VerdictView({ verdict }: { verdict: Verdict }) {
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="text-lg font-semibold">
        {summaryOf(verdict)}
      </p>
      {verdict.kind === "refused" ? <RefusalView refusal={verdict.refusal} /> : null}
      {verdict.kind === "judged" ? <Events events={verdict.events} /> : null}
      <RequestRemarks verdict={verdict} />
    </div>
  );
}

/** The verdict in a sentence. */
export function summaryOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case "empty":
      return "Nothing to check yet.";
    case "too large":
      return `Larger than ${limitBytes / 1024 / 1024} MiB: no call takes that much, so it is not looked at.`;
    case "refused":
      return `Would be refused, with status ${refusalReasons[verdict.refusal.reason].status}.`;
    case "judged": {
      const accepted = verdict.events.filter((event) => event.accepted).length;
      const [only] = verdict.events;
      if (verdict.events.length > 1) {
        return `${sayCount(accepted)} of ${countOf(verdict.events.length, "event")} would be accepted.`;
      }
      if (only?.accepted === false) {
        return `Would be refused, with status ${refusalReasons[only.refusal.reason].status}.`;
      }
      return "Would be accepted.";
    }
  }
}

function Events({ events }: { events: readonly JudgedEvent[] }) {
  const [only] = events;
  if (only !== undefined && events.length === 1) return <EventView event={only} />;
  const hidden = events.slice(shownEvents);
  const hiddenRefused = hidden.find((event) => !event.accepted);
  return (
    <>
      <ol className="flex flex-col">
        {events.slice(0, shownEvents).map((event) => (
          <li key={event.place} className="border-t border-rule py-3">
            <details open={!event.accepted}>
              <summary>
                Event {event.place}: {event.accepted ? event.type.title : "refused"}{" "}
                <Badge tone={event.accepted ? "good" : "bad"}>
                  {event.accepted ? "accepted" : "refused"}
                </Badge>
              </summary>
              <div className="pt-4">
                <EventView event={event} />
              </div>
            </details>
          </li>
        ))}
      </ol>
      {hidden.length === 0 ? null : (
        <p className="text-sm text-ink-soft">
          {countOf(hidden.length, "more event")} not listed
          {hiddenRefused === undefined
            ? ", all accepted."
            : `; the first of them that would be refused is event ${hiddenRefused.place}.`}
        </p>
      )}
    </>
  );
}

function EventView({ event }: { event: JudgedEvent }) {
  return useMemo(
    () => (event.accepted ? <Accepted event={event} /> : <RefusalView refusal={event.refusal} />),
    [event],
  );
}

function Accepted({ event }: { event: Extract<JudgedEvent, { accepted: true }> }) {
  const { type, fields, leftOut, isDataOnly } = event;
  const address = `/events/${type.name}`;
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-measure text-sm text-ink-soft">
        {isDataOnly ? "Read as event_data of " : "An event of the type "}
        <Link href={address}>{type.title}</Link>.
        {fields.length + leftOut.length === 0 ? " It has no fields: only that it happened is kept." : ""}
      </p>
      {fields.length + leftOut.length === 0 ? null : (
        <KeptTable
          caption={`Fields of ${type.name} as sent and as kept`}
          fields={fields}
          hash="a keyed hash, 32 hexadecimal digits"
          after={leftOut.map((path) => ({
            key: `(left out) ${path}`,
            name: <code className="font-mono">{path}</code>,
            sent: <span className="text-ink-soft">not declared</span>,
            kept: <span className="text-ink-soft">nothing; the path is counted</span>,
            fate: <Badge tone="bad">left out</Badge>,
          }))}
          addressOf={(path) => `${address}#${fieldAnchor(path)}`}
        />
      )}
    </div>
  );
}

function RefusalView({ refusal }: { refusal: Refusal }) {
  return (
    <dl className="grid max-w-measure grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-l-[3px] border-bad py-0.5 pl-4 text-sm">
      {refusal.field === "" ? null : (
        <Line term="Where">
          <code className="font-mono">{refusal.field}</code>
        </Line>
      )}
      <Line term="What">{refusal.message}</Line>
      <Line term="Reason">
        {refusalReasons[refusal.reason].text}{" "}
        <code className="font-mono text-ink-soft">{refusal.reason}</code>
      </Line>
      {refusal.hint === "" ? null : <Line term="Hint">{refusal.hint}</Line>}
      {refusal.eventType === "" || refusal.reason === "unknown_event_type" ? null : (
        <Line term="See">
          <Link href={documentationOf(refusal)}>{refusal.eventType}</Link>
        </Line>
      )}
    </dl>
  );
}

function documentationOf({ eventType, field }: Refusal): string {
  const path = field.replace(/^event_data\.?/, "").replaceAll("[]", "");
  return field.startsWith("event_data.")
    ? `/events/${eventType}#${fieldAnchor(path)}`
    : `/events/${eventType}`;
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

const secretHeaders = ["access-token", "org-key", "authorization"];

function RequestRemarks({ verdict }: { verdict: Verdict }) {
  if (verdict.kind === "empty" || verdict.kind === "too large" || verdict.request === null) return null;
  const { method, path, headerNames } = verdict.request;
  const secrets = [...new Set(headerNames)].filter((name) => secretHeaders.includes(name.toLowerCase()));
  return (
    <p className="max-w-measure text-sm wrap-anywhere text-ink-soft">
      Read as a request: <code className="font-mono">{`${method} ${path}`.slice(0, 200)}</code> with{" "}
      {countOf(headerNames.length, "header")}. No header is kept
      {secrets.length === 0 ? "." : `, least of all ${secrets.join(" and ")}.`}
    </p>
  );
}
