import { onSite } from "@/lib/http/onSite";
import { type StatusReading, statusWindowDays } from "@/lib/status/readStatus";
import { receivingOf, sayReceiving, sayVerdict } from "@/lib/status/sayVerdict";
import { sayDayOfYear, sayTime } from "@/lib/words/sayDates";
import { sayCount, sayPercent } from "@/lib/words/sayNumbers";
import { countOf, inNumber } from "@/lib/words/sayPlurals";
import { DataTable, EmptyState, Figure, Figures, Link, numbers, Page, Section, StackedTable } from "../ui";
import { databaseKinds } from "./database-kinds";
import { DaysTable } from "./days-table";
import { ObjectiveSection } from "./objective-section";
import { VerdictNote } from "./verdict";

/** What this process is set to. Rate limits are events a minute; 0 is no limit. */
export interface StatusSettings {
  readonly version: string;
  readonly databaseKind: keyof typeof databaseKinds;
  readonly rawRetentionDays: number;
  readonly rateLimitInstance: number;
  readonly rateLimitAddress: number;
  readonly publishMinInstances: number;
  readonly countAfterDays: number;
  readonly isPrivate: boolean;
}

/** What this installation is set to, and what was turned away; on a private one also what came, by day. */
export function StatusPage({ status, settings }: { status: StatusReading; settings: StatusSettings }) {
  if (settings.isPrivate) return <StatusInFull title="Status" status={status} settings={settings} />;
  return (
    <Page
      title="Status"
      lead={
        <>
          Why events were refused in the last {statusWindowDays} days, and how this installation is set. How
          many events arrive is a <Link href="/statistics/events-received">statistic</Link>, published by week
          like all others.
        </>
      }
    >
      <VerdictNote {...sayVerdict(status)} />
      <ObjectiveSection days={status.objective.days} />
      <Reasons reasons={status.reasons} isRounded />
      <UnknownNames {...status.unknownNames} />
      <Installation status={status} settings={settings} />
    </Page>
  );
}

/** What can be said while the database does not answer. */
export function StatusAway({ spool }: Pick<StatusReading, "spool">) {
  const isRefusing = receivingOf(true, spool) === "refusing";
  const events = isRefusing
    ? "Events of engines are refused, since they find no place on the disk either."
    : "Events of engines are taken, kept on the disk, and stored when it is back.";
  return (
    <Page title="Status" lead={`The database does not answer. ${events} Figures cannot be shown until then.`}>
      <VerdictNote {...sayReceiving(true, spool)} />
      <p>Events that wait for the database: {saySpool(spool)}.</p>
    </Page>
  );
}

interface StatusInFullProps {
  title: string;
  status: StatusReading;
  settings: StatusSettings;
}

/** Everything that was accepted and turned away, by day and place: for the operator, and on a private installation. */
export function StatusInFull({ title, status, settings }: StatusInFullProps) {
  const accepted = total(status.days.map((day) => day.accepted));
  const refused = total(status.days.map((day) => day.refused));
  return (
    <Page
      title={title}
      lead={`What was accepted and what was refused in the last ${status.days.length} days, the documentation’s example instances included.`}
    >
      <VerdictNote {...sayVerdict(status)} />
      <ObjectiveSection days={status.objective.days} />
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-2">
        <Figures level={2} title={`Last ${status.days.length} days, with today`}>
          <Figure label="Accepted" value={accepted} note={inNumber(accepted, "event")} />
          <Figure label="Refused" value={refused} note={shareRefused(accepted, refused)} />
          <Figure
            label="Unknown fields"
            value={status.unknownFields.length}
            note={inNumber(status.unknownFields.length, "path")}
          />
          <Figure
            label="CI observer"
            value={status.observerCalls}
            note={inNumber(status.observerCalls, "call")}
          />
        </Figures>
      </div>
      <Reasons reasons={status.reasons} />
      <UnknownFields unknownFields={status.unknownFields} />
      <Section
        id="days"
        title="By day"
        lead="Events by the day they happened on, refusals by the day they were answered on. Days are UTC; today is not over."
      >
        <DaysTable days={status.days} />
      </Section>
      <Installation status={status} settings={settings} />
    </Page>
  );
}

function Reasons({ reasons, isRounded = false }: Pick<StatusReading, "reasons"> & { isRounded?: boolean }) {
  return (
    <Section
      id="refused"
      title="Why events were refused"
      lead="A refused event is counted by the reason, the event type and the field. Its content is not kept."
    >
      {reasons.length === 0 ? (
        <EmptyState title="Nothing was refused">
          Every event of these days was as <Link href="/events">documented</Link>.
        </EmptyState>
      ) : (
        <StackedTable
          caption="Refusals by reason, most frequent first"
          columns={[
            { title: "Reason", className: "md:w-[36%]" },
            { title: "Answered", className: "md:w-[20%]" },
            { title: "Refused", className: "md:w-[10%]" },
            ...(isRounded ? [] : [{ title: "Last", className: "md:w-[12%]" }, "Where"]),
          ]}
          rows={reasons.map(({ reason, text, status, refusals, lastDay, places }) => ({
            key: reason,
            id: `reason-${reason}`,
            cells: [
              text,
              <span key="answer" className="wrap-anywhere">
                {status === null ? "" : `${status} `}
                <code>{reason}</code>
              </span>,
              <span key="count" className="tabular-nums">
                {isRounded ? `up to ${sayCount(refusals)}` : sayCount(refusals)}
              </span>,
              ...(isRounded
                ? []
                : [lastDay === null ? "–" : sayDayOfYear(lastDay), <Places key="places" places={places} />]),
            ],
          }))}
        />
      )}
    </Section>
  );
}

function Places({ places }: Pick<StatusReading["reasons"][number], "places">) {
  const named = places.filter(({ eventType, field }) => eventType !== "" || field !== "");
  if (named.length === 0) return "Before an event was read";
  return (
    <ul className="flex flex-col gap-1">
      {named.map(({ eventType, field, refusals }) => (
        <li key={`${eventType} ${field}`}>
          <code>{[eventType, field].filter((name) => name !== "").join(" · ")}</code>
          <span className="text-ink-soft tabular-nums">: {sayCount(refusals)}</span>
        </li>
      ))}
    </ul>
  );
}

function UnknownNames({ shown, others }: StatusReading["unknownNames"]) {
  const otherNames = `${sayCount(others)} ${shown.length > 0 ? "other " : ""}names`;
  return (
    <Section
      id="unknown"
      title="Not in the catalogue"
      lead="Names of fields and event types that no catalogue of this version has. Anybody can invent one: it is shown once enough counted instances sent it in two different weeks that are published."
    >
      {shown.length === 0 ? null : (
        <DataTable
          id="unknown-table"
          caption="Unknown names"
          captionHidden
          columns={[
            { title: "Event type", kind: "code" },
            { title: "Field", kind: "code" },
          ]}
          rows={shown.map(({ eventType, path }) => ({
            key: `${eventType} ${path}`,
            cells: [eventType, path === "" ? "the event type itself" : path],
          }))}
        />
      )}
      <p>
        {others === 0
          ? `No ${shown.length > 0 ? "other " : ""}name was sent in the last ${statusWindowDays} days.`
          : `Up to ${otherNames} were sent in the last ${statusWindowDays} days.`}
      </p>
    </Section>
  );
}

function UnknownFields({ unknownFields }: Pick<StatusReading, "unknownFields">) {
  return (
    <Section
      id="unknown-fields"
      title="Undocumented fields"
      lead="Their events are accepted without them. Only the path is counted; the value is never kept."
    >
      {unknownFields.length === 0 ? (
        <EmptyState title="None">Every field that was sent is in the catalogue.</EmptyState>
      ) : (
        <DataTable
          id="unknown-fields-table"
          caption="Unknown fields, most frequent first"
          captionHidden
          columns={[
            { title: "Path", kind: "code" },
            { title: "Event type", kind: "code" },
            ...numbers("Events"),
            "Last seen",
          ]}
          rows={unknownFields.map(({ path, eventType, events, lastDay }) => ({
            key: `${eventType} ${path}`,
            cells: [path, eventType, sayCount(events), sayDayOfYear(lastDay)],
          }))}
        />
      )}
    </Section>
  );
}

function Installation({ status, settings }: { status: StatusReading; settings: StatusSettings }) {
  const facts: readonly (readonly [string, string])[] = [
    ["Version", settings.version],
    ["Running since", sayTime(status.startedAt)],
    ["Database", databaseKinds[settings.databaseKind]],
    ["Raw events are kept", countOf(settings.rawRetentionDays, "day")],
    ["Rate limit per instance", limit(settings.rateLimitInstance)],
    ["Rate limit per client address", limit(settings.rateLimitAddress)],
    [
      "An instance counts after",
      settings.countAfterDays === 0 ? "Its first start" : countOf(settings.countAfterDays, "day"),
    ],
    [
      "Smallest published group",
      settings.isPrivate ? "None: nothing is withheld" : countOf(settings.publishMinInstances, "instance"),
    ],
    ["Events that wait for the database", saySpool(status.spool)],
    ["Statistics", sayStatistics(status.statistics)],
    ["Publishes", settings.isPrivate ? "No: private, without a PUBLIC_URL" : "Yes"],
  ];
  return (
    <Section
      id="installation"
      title="This installation"
      lead={
        <>
          Read at {sayTime(status.computedAt)}. Load balancers ask <code>{onSite("/api/v1/health")}</code>.
        </>
      }
    >
      <div className="max-w-[40rem]">
        <DataTable
          id="installation-table"
          caption="Settings of this installation"
          captionHidden
          columns={["What", "Set to"]}
          rows={facts.map(([what, value]) => ({ key: what, cells: [what, value] }))}
        />
      </div>
    </Section>
  );
}

function sayStatistics({ periods, computedAt, skipped, held }: StatusReading["statistics"]): string {
  if (computedAt === null) return "No period has closed yet";
  const waiting = held > 0 ? `; ${countOf(held, "week")} held for review` : "";
  const unreadable = skipped > 0 ? `; ${countOf(skipped, "row")} could not be read and was skipped` : "";
  return `${countOf(periods, "closed period")}, last counted ${sayTime(computedAt)}${waiting}${unreadable}`;
}

function saySpool(spool: StatusReading["spool"]): string {
  if (spool === null) return "None: what it does not take is refused";
  const { waiting, since, isFull, damaged, places, damagedFiles, foreignFolders } = spool;
  const parts = [
    since === null ? "None" : `${countOf(waiting, "event")}, since ${sayTime(since)}`,
    ...(isFull ? ["no more fit"] : []),
    ...(damaged > 0 ? [[`${countOf(damaged, "event")} could not be stored`, ...places].join(" · ")] : []),
    ...(damagedFiles.length > 0 ? [`kept for a look: ${damagedFiles.join(", ")}`] : []),
    ...(foreignFolders.length > 0
      ? [`left alone, for the database of another installation: ${foreignFolders.join(", ")}`]
      : []),
  ];
  return parts.join("; ");
}

function limit(eventsAMinute: number): string {
  return eventsAMinute === 0 ? "None" : `${countOf(eventsAMinute, "event")} a minute`;
}

function shareRefused(accepted: number, refused: number): string {
  const all = accepted + refused;
  if (all === 0) return "of nothing sent";
  return `${sayPercent(Number(((refused / all) * 100).toPrecision(2)))} of ${sayCount(all)}`;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
