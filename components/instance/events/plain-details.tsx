import { describeEvent, type EventField, enginePayload } from "@/lib/instances/timeline/describeEvent";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { fateWords, fieldAnchor } from "../../catalogue/say-event-type";
import { Link } from "../../ui/link";

interface PlainDetailsProps {
  event: TimelineEvent;
  instanceId: string;
}

/**
 * What an event opens to where scripts are off: the same as `EventDetails` in little markup, since a page has it for
 * every event.
 */
export function PlainDetails({ event, instanceId }: PlainDetailsProps) {
  const { title, fields } = describeEvent(event);
  return (
    <div className="pb-5 text-sm">
      <pre className="overflow-x-auto border border-rule bg-raised px-3 py-2.5 font-mono text-[0.8125rem]">
        {JSON.stringify(enginePayload(event, instanceId), null, 2)}
      </pre>
      <ul aria-label={`${title}, field by field`} className="mt-3 max-w-measure [&>li]:mt-1">
        {fields.map((field) => (
          <li key={`${field.fate} ${field.path}`}>
            <Field type={event.type} field={field} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Field({ type, field: { path, fate, docs } }: { type: string; field: EventField }) {
  const mark = fate === "left out" ? "left out, only its name is kept" : fateWords[fate];
  if (docs === null) {
    return (
      <>
        <code>{path}</code>: {mark}.
      </>
    );
  }
  return (
    <>
      <Link href={`/events/${type}#${fieldAnchor(path)}`}>{path}</Link>: {mark}. {docs.what}
      {docs.unit === null ? "" : ` In ${docs.unit}.`}
    </>
  );
}
