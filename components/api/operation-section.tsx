import type { oas31 } from "zod-openapi";
import { sayCount } from "@/lib/words/sayNumbers";
import { Badge, DataTable, Link, Prose, type Row, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { InlineText } from "./inline-text";
import { type Operation, refName } from "./read-openapi";

/** An operation: what it is for, what it takes, what it answers, and a shell line that works. */
export function OperationSection({ method, path, id, operation }: Operation) {
  return (
    <Section
      id={id}
      level={3}
      title={
        <span className="inline-flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <Badge tone={method === "GET" ? "neutral" : "accent"}>{method}</Badge>
          <span className="font-mono text-[0.9375rem] font-medium wrap-anywhere">{path}</span>
        </span>
      }
      lead={operation.summary}
    >
      <div className="flex max-w-[52rem] min-w-0 flex-col gap-5">
        <Prose>
          <p>
            <InlineText text={operation.description ?? ""} />
          </p>
          <Takes {...operation} />
        </Prose>
        <Answers id={id} of={`${method} ${path}`} responses={operation.responses ?? {}} />
        {samplesOf(operation).map(({ label, source }) => (
          <CodeBlock key={source} label={label} language="shell" code={source} wrap />
        ))}
      </div>
    </Section>
  );
}

function Takes({ parameters = [], requestBody }: oas31.OperationObject) {
  const body = requestBody !== undefined && "content" in requestBody ? requestBody : undefined;
  return (
    <>
      {parameters.map((parameter) =>
        "name" in parameter ? (
          <p key={parameter.name}>
            <code>{parameter.in === "path" ? `{${parameter.name}}` : parameter.name}</code>:{" "}
            <InlineText text={parameter.description ?? ""} />
          </p>
        ) : null,
      )}
      {body === undefined ? null : (
        <>
          <p>
            <InlineText text={body.description ?? ""} />
          </p>
          <ul>
            {Object.entries(body.content).map(([type, media]) => (
              <li key={type}>
                <code>{type}</code>: <Accepted schema={media.schema} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Accepted({ schema }: { schema: oas31.SchemaObject | oas31.ReferenceObject | undefined }) {
  const name = refName(schema);
  if (name !== undefined) return <SchemaLink name={name} />;
  if (schema === undefined || "$ref" in schema) return null;
  const items = refName(schema.items);
  if (items !== undefined) {
    return (
      <>
        an array of <SchemaLink name={items} />
        {schema.maxItems === undefined ? "" : `, at most ${sayCount(schema.maxItems)}`}
      </>
    );
  }
  if (schema.oneOf !== undefined) {
    return schema.oneOf.map((variant, index) => (
      <span key={JSON.stringify(variant)}>
        {index === 0 ? "" : ", or "}
        <Accepted schema={variant} />
      </span>
    ));
  }
  return schema.description ?? schema.type;
}

/** Rows beyond which the answers are closed until they are wanted. */
const fewAnswers = 5;

function Answers({ id, of, responses }: { id: string; of: string; responses: oas31.ResponsesObject }) {
  const rows = Object.entries(responses).flatMap(([status, response]) =>
    answerRows(status, response as oas31.ResponseObject),
  );
  const isLong = rows.length > fewAnswers;
  const table = (
    <DataTable
      id={`${id}-answers`}
      caption={`Answers of ${of}`}
      captionHidden={isLong}
      columns={["Status", { title: "Code", kind: "code" }, "When", "Body"]}
      rows={rows}
    />
  );
  if (!isLong) return table;
  return (
    <details className="border-y border-rule py-2">
      <summary className="text-sm">
        {rows.length} answers: {Object.keys(responses).join(", ")}
      </summary>
      <div className="pt-2">{table}</div>
    </details>
  );
}

/** One row for each example of a response, for each is an answer of its own; else one for the response. */
function answerRows(status: string, { description, content, headers }: oas31.ResponseObject): Row[] {
  const [media] = Object.values(content ?? {});
  const name = refName(media?.schema);
  const body = name === undefined ? "–" : <SchemaLink name={name} />;
  const more = Object.keys(headers ?? {}).length > 0 ? ` Has ${Object.keys(headers ?? {}).join(", ")}.` : "";
  const examples = Object.entries(media?.examples ?? {});
  if (examples.length === 0) {
    return [{ key: status, cells: [status, "–", <InlineText key="when" text={description + more} />, body] }];
  }
  return examples.map(([code, example]) => ({
    key: `${status} ${code}`,
    cells: [status, code, `${"summary" in example ? example.summary : code}.${more}`, body],
  }));
}

/** To a schema's place on the page. */
export function SchemaLink({ name }: { name: string }) {
  return (
    <Link href={`#schema-${name}`}>
      <code>{name}</code>
    </Link>
  );
}

interface Sample {
  readonly label: string;
  readonly source: string;
}

function samplesOf(operation: oas31.OperationObject): Sample[] {
  const samples: unknown = operation["x-codeSamples"];
  return Array.isArray(samples) ? (samples as Sample[]) : [];
}
