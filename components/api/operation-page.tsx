import type { oas31 } from "zod-openapi";
import { sayCount } from "@/lib/words/sayNumbers";
import { Badge, DataTable, Link, Page, Prose, type Row, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { ApiFrame } from "./api-frame";
import { InlineText } from "./inline-text";
import {
  credentialsOf,
  isOpen,
  type OpenApiDocument,
  type Operation,
  operationsByTag,
  refName,
  schemasOf,
} from "./read-openapi";
import { SchemaLink, SchemaTable } from "./schema-table";

/** An operation: what it is for, what it takes, what it answers, and a shell line that works. */
export function OperationPage({ document, shown }: { document: OpenApiDocument; shown: Operation }) {
  const { method, path, id, operation } = shown;
  const groups = operationsByTag(document);
  const schemas = schemasOf(document, operation);
  return (
    <Page
      above={
        <>
          <Link href="/api">API</Link> · {operation.tags?.join(", ")}
        </>
      }
      title={operation.summary}
      lead={
        <span className="inline-flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <Badge tone={method === "GET" ? "neutral" : "accent"}>{method}</Badge>
          <code className="font-mono text-[0.9375rem] text-ink wrap-anywhere">{path}</code>
        </span>
      }
    >
      <ApiFrame groups={groups} current={id}>
        <Prose>
          <p>
            <InlineText text={operation.description ?? ""} />
          </p>
        </Prose>
        {samplesOf(operation).map(({ label, source }) => (
          <CodeBlock key={source} label={label} language="shell" code={source} wrap />
        ))}
        <Section id="request" title="Request">
          <Prose>
            <Credentials document={document} operation={operation} />
            <Takes {...operation} />
          </Prose>
        </Section>
        <Section id="answers" title="Answers">
          <DataTable
            id="answers-table"
            caption={`Answers of ${method} ${path}`}
            captionHidden
            columns={["Status", { title: "Code", kind: "code" }, { title: "When", kind: "prose" }, "Body"]}
            rows={Object.entries(operation.responses ?? {}).flatMap(([status, response]) =>
              answerRows(status, response as oas31.ResponseObject),
            )}
          />
        </Section>
        {schemas.length === 0 ? null : (
          <Section
            id="schemas"
            title="Schemas"
            lead="Nested objects are flattened: a.b is the field b of the object a, and a[] is each item of the list a."
          >
            <div className="flex flex-col gap-8">
              {schemas.map((schema) => (
                <SchemaTable key={schema.name} {...schema} />
              ))}
            </div>
          </Section>
        )}
      </ApiFrame>
    </Page>
  );
}

function Credentials({
  document,
  operation,
}: {
  document: OpenApiDocument;
  operation: oas31.OperationObject;
}) {
  const credentials = credentialsOf(document, operation);
  if (credentials.length === 0) return <p>No authentication is needed.</p>;
  return (
    <>
      <p>{isOpen(operation) ? "Authentication is optional:" : "Authentication, by a header:"}</p>
      <ul>
        {credentials.map((text) => (
          <li key={text}>
            <InlineText text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Takes({ parameters = [], requestBody }: oas31.OperationObject) {
  const body = requestBody !== undefined && "content" in requestBody ? requestBody : undefined;
  const named = parameters.filter((parameter) => "name" in parameter);
  return (
    <>
      {named.length === 0 ? null : (
        <ul>
          {named.map((parameter) => (
            <li key={parameter.name}>
              <code>{parameter.in === "path" ? `{${parameter.name}}` : parameter.name}</code>:{" "}
              <InlineText text={parameter.description ?? ""} />
            </li>
          ))}
        </ul>
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

interface Sample {
  readonly label: string;
  readonly source: string;
}

function samplesOf(operation: oas31.OperationObject): Sample[] {
  const samples: unknown = operation["x-codeSamples"];
  return Array.isArray(samples) ? (samples as Sample[]) : [];
}
