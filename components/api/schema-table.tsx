import { DataTable, Link, Listed, Prose, Section } from "../ui";
import { InlineText } from "./inline-text";
import type { NamedSchema, SchemaField } from "./read-openapi";

/** A schema as a table of its fields. What it is one of has a page each in the catalogue. */
export function SchemaTable({ name, description, fields, oneOf }: NamedSchema) {
  return (
    <Section id={`schema-${name}`} level={3} title={<code className="font-mono">{name}</code>}>
      <div className="flex flex-col gap-4">
        <Prose>
          <p>
            <InlineText text={description} />
          </p>
          {oneOf.length === 0 ? null : (
            <p>
              Its <code>event_data</code> depends on the event type:{" "}
              <Listed items={oneOf}>
                {(variant) => (
                  <Link href={`/events/${variant}`}>
                    <code>{variant}</code>
                  </Link>
                )}
              </Listed>
              .
            </p>
          )}
        </Prose>
        {fields.length === 0 ? null : (
          <DataTable
            id={`fields-${name}`}
            caption={`Fields of ${name}`}
            captionHidden
            columns={[
              { title: "Field", kind: "code" },
              { title: "Type", kind: "code" },
              "Required",
              { title: "Description", kind: "prose" },
            ]}
            rows={fields.map((field) => ({
              key: field.path,
              cells: [field.path, field.type, field.required ? "yes" : "no", <What key="what" {...field} />],
            }))}
          />
        )}
      </div>
    </Section>
  );
}

/** To a schema's place on the page. */
export function SchemaLink({ name }: { name: string }) {
  return (
    <Link href={`#schema-${name}`}>
      <code>{name}</code>
    </Link>
  );
}

function What({ description, values, limits, unit }: SchemaField) {
  const facts = [unit === "" ? "" : `in ${unit}`, limits].filter((fact) => fact !== "").join(", ");
  return (
    <>
      <InlineText text={description} />
      {facts === "" ? null : <span className="text-ink-soft"> ({facts})</span>}
      {values.length === 0 ? null : (
        <span className="mt-0.5 block text-ink-soft">
          <code>{values.join(", ")}</code>
        </span>
      )}
    </>
  );
}
