import { onSite } from "@/lib/http/onSite";
import { describeEvent, type EventField, enginePayload } from "@/lib/instances/timeline/describeEvent";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { dayOf } from "@/lib/words/period";
import { FateBadge } from "../../catalogue/fate-badge";
import { Value } from "../../catalogue/kept-table";
import { fieldAnchor } from "../../catalogue/say-event-type";
import { Badge } from "../../ui/badge";
import { CodeBlock } from "../../ui/code-block";
import { Link } from "../../ui/link";
import { StackedTable } from "../../ui/stacked-table";

interface EventDetailsProps {
  event: TimelineEvent;
  instanceId: string;
}

/** All there is to say about a stored event: as the engine writes it, and field by field what is kept and what is not. */
export function EventDetails({ event, instanceId }: EventDetailsProps) {
  const { title, sentWhen, fields } = describeEvent(event);
  const payload = JSON.stringify(enginePayload(event, instanceId), null, 2);
  return (
    <div className="flex flex-col gap-4 pt-1 pb-6">
      <p className="max-w-measure text-sm text-ink-soft">
        {sentWhen === null ? (
          "The catalogue does not know this type any more."
        ) : (
          <>
            {sentWhen} <Link href={`/events/${event.type}`}>About {event.type}</Link>
          </>
        )}
        <span className="mt-1 block text-xs">
          Happened <Moment time={event.eventTime} />, received <Moment time={event.receivedAt} />
        </span>
      </p>
      <div className="grid gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,4fr)] xl:items-start">
        <CodeBlock label="As it is kept, in the engine’s form" language="json" code={payload} />
        {fields.length === 0 ? (
          <p className="text-sm text-ink-soft">
            It has no fields: it says that it happened, and nothing else.
          </p>
        ) : (
          <Fields title={title} type={event.type} fields={fields} />
        )}
      </div>
    </div>
  );
}

function Moment({ time }: { time: string }) {
  return (
    <time dateTime={time} className="whitespace-nowrap">
      {dayOf(time)} {time.slice(11, 23)} UTC
    </time>
  );
}

function Fields({ title, type, fields }: { title: string; type: string; fields: readonly EventField[] }) {
  return (
    <StackedTable
      caption={`${title}, field by field`}
      columns={[
        { title: "Field", className: "md:w-[24%]" },
        { title: "Kept", className: "md:w-[25%]" },
        { title: "What happened", className: "md:w-[22%]" },
        "What it says",
      ]}
      rows={fields.map((field) => ({
        key: `${field.fate} ${field.path}`,
        cells: [
          field.docs === null ? (
            <code key="path" className="font-mono">
              {field.path}
            </code>
          ) : (
            <a
              key="path"
              href={onSite(`/events/${type}#${fieldAnchor(field.path)}`)}
              className="hover:underline"
            >
              <code className="font-mono">{field.path}</code>
            </a>
          ),
          <Kept key="kept" field={field} />,
          field.fate === "left out" ? (
            <Badge key="fate" tone="caution">
              left out
            </Badge>
          ) : (
            <FateBadge key="fate" fate={field.fate} />
          ),
          <Meaning key="meaning" field={field} />,
        ],
      }))}
    />
  );
}

function Kept({ field: { fate, value, docs } }: { field: EventField }) {
  if (fate === "left out") return <span className="text-ink-soft">only this name</span>;
  return (
    <>
      <Value of={value} />
      {docs?.unit ? <span className="text-ink-soft"> {docs.unit}</span> : null}
    </>
  );
}

function Meaning({ field: { fate, docs } }: { field: EventField }) {
  if (docs === null) {
    return (
      <span className="text-ink-soft">
        {fate === "left out" ? "Not documented, so what it held was not stored." : "Not documented any more."}
      </span>
    );
  }
  return (
    <>
      {docs.what}
      {fate === "hashed" || fate === "folded" ? (
        <span className="block text-ink-soft">{docs.kept}</span>
      ) : null}
    </>
  );
}
