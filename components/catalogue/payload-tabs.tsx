import {
  type EngineVersion,
  type EventType,
  engineRequest,
  existsIn,
  type PayloadSpan,
  payloadSpans,
  wireFormOf,
} from "@/lib/catalogue";
import { Link, Listed, Tabs } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { fieldAnchor, saySpan, sayVersion } from "./say-event-type";

interface PayloadTabsProps {
  type: EventType;
  baseUrl: string;
  /** An engine version to show first; the newest otherwise. */
  engine: EngineVersion | undefined;
}

/** What engines send of a type, by engine version: the payload, the whole request, and what changed. */
export function PayloadTabs({ type, baseUrl, engine }: PayloadTabsProps) {
  const spans = payloadSpans(type).toReversed();
  const selected = spans.find(
    ({ first, last }) => engine !== undefined && existsIn(engine, first) && existsIn(last, engine),
  );
  const [only] = spans;
  if (only !== undefined && spans.length === 1) return <Span type={type} span={only} baseUrl={baseUrl} />;
  return (
    <Tabs
      id="engine-versions"
      label="Engine version"
      {...(selected === undefined ? {} : { selected: selected.first })}
      tabs={spans.map((span) => ({
        id: span.first,
        title: `Engine ${saySpan(span)}`,
        content: <Span type={type} span={span} baseUrl={baseUrl} />,
      }))}
    />
  );
}

interface SpanProps {
  type: EventType;
  span: PayloadSpan;
  baseUrl: string;
}

function Span({ type, span, baseUrl }: SpanProps) {
  const request = engineRequest(type, span.last, baseUrl);
  const optional = wireFormOf(span.last).optionalHeaders;
  return (
    <div className="flex flex-col gap-5">
      <SpanChanges span={span} />
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <CodeBlock
          label={`event_data, engine ${saySpan(span)}`}
          language="json"
          code={JSON.stringify(span.payload, null, 2)}
        />
        <div className="flex min-w-0 flex-col gap-2">
          {request === null ? null : (
            <CodeBlock label="The whole HTTP request" language="http" code={request.text} wrap />
          )}
          <p className="max-w-measure text-sm text-ink-soft">
            The body is one line of UTF-8 without Content-Type.{" "}
            {optional.length === 0
              ? ""
              : `With a platform account configured, the headers ${optional.join(" and ")} come along. They are secrets: not stored, not logged.`}
          </p>
        </div>
      </div>
    </div>
  );
}

function SpanChanges({ span }: { span: PayloadSpan }) {
  if (span.added.length === 0 && span.changed.length === 0) return null;
  return (
    <div className="max-w-measure text-sm">
      <p className="font-medium">Changed in {sayVersion(span.first)}</p>
      <ul className="mt-1 list-disc pl-5 [&>li+li]:mt-1">
        {span.added.length === 0 ? null : (
          <li>
            New fields: <Listed items={span.added}>{(path) => <FieldLink path={path} />}</Listed>
          </li>
        )}
        {span.changed.map(({ path, what }) => (
          <li key={`${path} ${what}`}>
            {path === null ? null : (
              <>
                <FieldLink path={path} />:{" "}
              </>
            )}
            {what}
          </li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ path }: { path: string }) {
  return (
    <Link href={`#${fieldAnchor(path)}`} quiet>
      <code className="font-mono">{path}</code>
    </Link>
  );
}
