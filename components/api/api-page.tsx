import { Badge, DataTable, Link, Page, Prose, Section } from "../ui";
import { InlineText } from "./inline-text";
import { OperationSection } from "./operation-section";
import { namedSchemas, type OpenApiDocument, operationsByTag } from "./read-openapi";
import { SchemaDetails } from "./schema-details";

/** A reader for an OpenAPI document: everything on the page is read from it. */
export function ApiPage({ document }: { document: OpenApiDocument }) {
  const groups = operationsByTag(document);
  const schemas = namedSchemas(document);
  return (
    <Page
      title="API"
      lead={
        <>
          What engines call, and what anybody may. This page is <Link href="/openapi.json">openapi.json</Link>{" "}
          set for reading: OpenAPI {document.openapi}, made from the declarations that validate the events.
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <Prose>
          <p>
            <InlineText text={document.info.description ?? ""} />
          </p>
        </Prose>
        <DataTable
          id="operations"
          caption="Operations"
          captionHidden
          columns={["Method", { title: "Path", kind: "code" }, "What it does"]}
          rows={groups.flatMap(({ operations }) =>
            operations.map(({ method, path, id, operation }) => ({
              key: id,
              cells: [
                <Badge key="method" tone={method === "GET" ? "neutral" : "accent"}>
                  {method}
                </Badge>,
                <Link key="path" href={`#${id}`}>
                  {path}
                </Link>,
                operation.summary,
              ],
            })),
          )}
        />
      </div>
      {groups.map(({ tag, operations }) => (
        <Section key={tag.name} id={slug(tag.name)} title={tag.name} lead={tag.description}>
          <div className="flex flex-col gap-10">
            {operations.map((operation) => (
              <OperationSection key={operation.id} {...operation} />
            ))}
          </div>
        </Section>
      ))}
      <Section
        id="schemas"
        title="Schemas"
        lead="Objects inside objects are laid flat: a.b is b inside a, and a[] every item of a."
      >
        <div className="border-t border-rule">
          {schemas.map((schema) => (
            <SchemaDetails key={schema.name} {...schema} />
          ))}
        </div>
      </Section>
    </Page>
  );
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
