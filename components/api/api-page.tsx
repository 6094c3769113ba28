import { onSite } from "@/lib/http/onSite";
import { tools } from "@/lib/machines/mcp/tools";
import { countOf } from "@/lib/words/sayPlurals";
import { Badge, Button, DataTable, EmptyState, Link, Page, Prose, Section, TextField } from "../ui";
import { ApiFrame } from "./api-frame";
import { InlineText } from "./inline-text";
import { operationAddress } from "./operation-address";
import { findOperations, type OpenApiDocument, operationsByTag } from "./read-openapi";

interface ApiPageProps {
  document: OpenApiDocument;
  /** What the operations are narrowed to; the empty text narrows nothing. */
  text?: string;
}

/** The operations of an OpenAPI document, each with its page. */
export function ApiPage({ document, text = "" }: ApiPageProps) {
  const all = operationsByTag(document);
  const found = findOperations(document, text);
  const count = found.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <Page
      title="API"
      lead={
        <>
          What engines call, and what anybody may call. The same as a document:{" "}
          <Link href="/openapi.json">openapi.json</Link>, OpenAPI {document.openapi}, generated from the
          declarations that validate events.
        </>
      }
    >
      <ApiFrame groups={all}>
        <Prose>
          <p>
            <InlineText text={document.info.description ?? ""} />
          </p>
        </Prose>
        <Filter text={text} />
        {text === "" ? null : (
          <p role="status" className="-mt-6 text-sm text-ink-soft">
            {countOf(count, "operation")} found. <Link href="/api">Show all</Link>
          </p>
        )}
        {found.map(({ tag, operations }) => (
          <Section key={tag.name} id={slug(tag.name)} title={tag.name} lead={tag.description}>
            <DataTable
              id={`${slug(tag.name)}-operations`}
              caption={tag.name}
              captionHidden
              columns={[{ title: "What it does", kind: "prose" }, "Method", { title: "Path", kind: "code" }]}
              rows={operations.map(({ method, path, id, operation }) => ({
                key: id,
                id,
                cells: [
                  <Link key="summary" href={operationAddress(id)}>
                    {operation.summary}
                  </Link>,
                  <Badge key="method" tone={method === "GET" ? "neutral" : "accent"}>
                    {method}
                  </Badge>,
                  path,
                ],
              }))}
            />
          </Section>
        ))}
        {found.length === 0 ? (
          <EmptyState title={`Nothing found for “${text}”`}>
            <Link href="/api">Show all operations</Link>
          </EmptyState>
        ) : null}
        {text === "" ? <ForPrograms baseUrl={document.servers?.[0]?.url ?? ""} /> : null}
      </ApiFrame>
    </Page>
  );
}

/** What there is for programs that read, beside the operations. */
function ForPrograms({ baseUrl }: { baseUrl: string }) {
  return (
    <Section id="programs" title="For programs that read">
      <div className="flex flex-col gap-4">
        <Prose>
          <p>
            <code>{baseUrl}/mcp</code> speaks the Model Context Protocol over streamable HTTP: it needs no
            key, keeps nothing, and answers with the same published figures as the operations above. Every
            public page is available as Markdown, at its address with <code>.md</code>;{" "}
            <Link href="/llms.txt">llms.txt</Link> says what there is.
          </p>
        </Prose>
        <DataTable
          id="mcp-tools"
          caption="Tools of the Model Context Protocol"
          captionHidden
          columns={[
            { title: "Tool", kind: "code" },
            { title: "What it answers", kind: "prose" },
          ]}
          rows={tools.map(({ name, description }) => ({ key: name, cells: [name, description] }))}
        />
      </div>
    </Section>
  );
}

/** A plain GET form, so that its state is the page's address. */
function Filter({ text }: { text: string }) {
  return (
    <search className="screen-only">
      <form action={onSite("/api")} method="get" className="flex items-end gap-3">
        <TextField
          className="grow"
          label="Filter operations"
          name="q"
          type="search"
          placeholder="export, audit, POST …"
          maxLength={100}
          defaultValue={text}
        />
        <Button type="submit" look="primary">
          Filter
        </Button>
      </form>
    </search>
  );
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
