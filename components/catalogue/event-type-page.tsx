import type { ReactNode } from "react";
import { type Catalogue, describeFields, type EngineVersion, type EventType } from "@/lib/catalogue";
import type { EventTypeUseReading } from "@/lib/status/readEventTypeUse";
import { ButtonLink, Link, Page, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { FieldsTable } from "./fields-table";
import { PayloadTabs } from "./payload-tabs";
import { groupWords, sayUse, sayVersion } from "./say-event-type";
import { schemaAddress, schemaDocument } from "./schema-document";
import { SentAndKept } from "./sent-and-kept";
import { SourceSection } from "./source-section";

interface EventTypePageProps {
  catalogue: Catalogue;
  type: EventType;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
  /** Null where it could not be read. */
  use: EventTypeUseReading | null;
  /** The engine version whose payload is shown first; the newest otherwise. */
  engine?: EngineVersion | undefined;
}

/** All there is to say about one event type. */
export function EventTypePage({ catalogue, type, baseUrl, use, engine }: EventTypePageProps) {
  const fields = describeFields(type);
  const group = groupWords[type.group].title;
  return (
    <Page
      title={type.title}
      lead={type.why}
      above={
        <>
          <Link href="/events">Events</Link> / <Link href={`/events#${type.group}`}>{group}</Link>
        </>
      }
      aside={<ButtonLink href={`/try?type=${type.name}`}>Check a payload of this type</ButtonLink>}
    >
      <Facts type={type} use={use} />
      <Section id="payload" title="As engines send it">
        <PayloadTabs type={type} baseUrl={baseUrl} engine={engine} />
      </Section>
      <Section
        id="fields"
        title="Fields"
        lead={
          fields.length === 0
            ? "event_data is an empty object: the event says that it happened, and nothing else."
            : undefined
        }
      >
        {fields.length === 0 ? null : <FieldsTable caption={`Fields of ${type.name}`} fields={fields} />}
      </Section>
      <Section
        id="kept"
        title="Sent and kept"
        lead="The example above, as it is sent and as it is stored, part by part."
      >
        <SentAndKept catalogue={catalogue} type={type} />
      </Section>
      <Section
        id="schema"
        title="JSON Schema"
        lead="What an event of this type may hold; made from the declaration that also checks it when it arrives."
      >
        <Schema type={type} baseUrl={baseUrl} />
      </Section>
      <SourceSection parts={[{ sent: { kind: "event", type }, paths: fields.map(({ path }) => path) }]} />
      <Neighbors catalogue={catalogue} type={type} />
    </Page>
  );
}

function Facts({ type, use }: Pick<EventTypePageProps, "type" | "use">) {
  const { value, note } = sayUse(use, type.name);
  return (
    <dl className="grid gap-x-8 gap-y-5 border-t-2 border-ink pt-3 sm:grid-cols-2 lg:grid-cols-[1.1fr_2fr_0.7fr_1.2fr]">
      <Fact term="On the wire">
        <code className="font-mono">{type.name}</code>
        {type.aliases.length === 0 ? null : (
          <span className="block text-sm text-ink-soft">
            also accepted:{" "}
            {type.aliases.map((alias) => (
              <code key={alias} className="font-mono">
                {alias}{" "}
              </code>
            ))}
          </span>
        )}
      </Fact>
      <Fact term="Sent">{type.sentWhen}</Fact>
      <Fact term="Since">Engine {sayVersion(type.since)}</Fact>
      <Fact term={`Received ${use?.when ?? ""}`.trim()}>
        <span className="tabular-nums">{value}</span>
        <span className="block text-sm text-ink-soft">{note}</span>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

function Schema({ type, baseUrl }: Pick<EventTypePageProps, "type" | "baseUrl">) {
  const document = schemaDocument(type, baseUrl);
  return (
    <div className="flex flex-col gap-4">
      <p className="wrap-anywhere">
        <Link href={`/events/${type.name}/schema.json`}>{schemaAddress(type, baseUrl)}</Link>
      </p>
      <details>
        <summary className="mb-3 text-sm">Show the schema, {document.split("\n").length - 1} lines</summary>
        <CodeBlock label="schema.json" code={document} />
      </details>
    </div>
  );
}

function Neighbors({ catalogue, type }: Pick<EventTypePageProps, "catalogue" | "type">) {
  const at = catalogue.types.indexOf(type);
  const before = catalogue.types[at - 1];
  const after = catalogue.types[at + 1];
  return (
    <nav
      aria-label="Other event types"
      className="screen-only flex justify-between gap-6 border-t border-rule pt-4"
    >
      <span>
        {before === undefined ? null : <Link href={`/events/${before.name}`}>← {before.title}</Link>}
      </span>
      <span className="text-right">
        {after === undefined ? null : <Link href={`/events/${after.name}`}>{after.title} →</Link>}
      </span>
    </nav>
  );
}
