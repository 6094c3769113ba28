import type { ReactNode } from "react";
import {
  type CallHeader,
  callRequest,
  commonHeaders,
  describeParts,
  type EngineCall,
  type PartDescription,
} from "@/lib/catalogue";
import { sayBytes } from "@/lib/words/sayBytes";
import { Link, Page, Section, StackedTable } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { Value } from "./kept-table";
import { fieldAnchor, sayCredentials, sayVersion } from "./say-event-type";
import { callSchemaDocument } from "./schema-document";
import { SettingNames } from "./setting-names";
import { SourceSection } from "./source-section";

interface CallPageProps {
  call: EngineCall;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
}

/** All there is to say about one call. */
export function CallPage({ call, baseUrl }: CallPageProps) {
  const body = describeParts(call, "body");
  const answer = describeParts(call, "answer");
  return (
    <Page title={call.title} lead={call.why} above={<Link href="/calls">Calls</Link>}>
      <dl className="grid gap-x-8 gap-y-5 border-t-2 border-ink pt-3 sm:grid-cols-2 lg:grid-cols-3">
        <Fact term="On the wire">
          <code className="font-mono">POST …/rpc/{call.name}</code>, at most {sayBytes(call.limitBytes)}
        </Fact>
        <Fact term="Sent">{call.sentWhen}</Fact>
        <Fact term="Since">
          Engine {sayVersion(call.since)}; needs: {sayCredentials(call)}
        </Fact>
        <Fact term="What is kept">{call.kept}</Fact>
        <Fact term="Switching it off">
          <SettingNames text={call.switchOff} />
        </Fact>
        <Fact term="If it is refused">{call.ifRefused}</Fact>
      </dl>
      <Section id="request" title="As engines send it">
        <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
          <CodeBlock label="The whole HTTP request" language="http" code={callRequest(call, baseUrl)} wrap />
          <CodeBlock label="The answer" language="json" code={JSON.stringify(call.answered, null, 2)} />
        </div>
      </Section>
      <Section
        id="headers"
        title="Headers"
        lead="Beside what Go’s HTTP client adds by itself: Host, User-Agent, Content-Length, Accept-Encoding."
      >
        <PartsTable
          caption={`Headers of ${call.name}`}
          name="Header"
          rows={[...call.headers, ...commonHeaders].map((header) => ofHeader(header, call))}
        />
      </Section>
      <Section
        id="body"
        title="Body"
        lead={
          call.isBodyRead ? undefined : "Nothing looks at it here: this is what engines were seen to send."
        }
      >
        <PartsTable caption={`Body of ${call.name}`} name="Field" rows={body.map(ofPart)} />
      </Section>
      <Section
        id="answer"
        title="Answer"
        lead={answer.length === 0 ? "An empty object: it says that the call was taken." : undefined}
      >
        {answer.length === 0 ? null : (
          <PartsTable caption={`Answer to ${call.name}`} name="Field" rows={answer.map(ofPart)} />
        )}
      </Section>
      <Section id="schema" title="JSON Schema" lead="Of the body, and of the answer under $defs.">
        <p className="mb-4">
          <Link href={`/calls/${call.name}/schema.json`}>schema.json</Link>
        </p>
        <details>
          <summary className="mb-3 text-sm">Show the schema</summary>
          <CodeBlock label="schema.json" code={callSchemaDocument(call, baseUrl)} />
        </details>
      </Section>
      <SourceSection
        parts={[
          { sent: { kind: "body", call }, paths: body.map(({ path }) => path) },
          { sent: { kind: "answer", call }, paths: answer.map(({ path }) => path) },
        ]}
      />
    </Page>
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

/** A row: name, meaning, example, what is kept, since. */
interface PartRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
  readonly id?: string;
}

function ofPart({ path, type, required, what, kept, example, since }: PartDescription): PartRow {
  return {
    key: path,
    ...(path === "" ? {} : { id: fieldAnchor(path) }),
    cells: [
      <span key="name">
        {path === "" ? "The whole body" : <code className="font-mono font-semibold">{path}</code>}
        <span className="block text-ink-soft">
          {type}
          {required ? "" : ", optional"}
        </span>
      </span>,
      what,
      example === undefined ? null : <Value key="example" of={example} />,
      kept || "See there.",
      sayVersion(since),
    ],
  };
}

function ofHeader({ name, what, kept, example, since }: CallHeader, call: EngineCall): PartRow {
  return {
    key: name,
    cells: [
      <code key="name" className="font-mono font-semibold">
        {name}
      </code>,
      what,
      <code key="example" className="font-mono">
        {example}
      </code>,
      kept,
      sayVersion(since ?? call.since),
    ],
  };
}

function PartsTable({ caption, name, rows }: { caption: string; name: string; rows: readonly PartRow[] }) {
  return (
    <StackedTable
      caption={caption}
      columns={[
        { title: name, className: "md:w-[22%]" },
        { title: "What it says", className: "md:w-[33%]" },
        { title: "Example", className: "md:w-[17%]" },
        { title: "What is kept", className: "md:w-[20%]" },
        "Since",
      ]}
      rows={rows}
    />
  );
}
