import { DataTable, Listed, Prose } from "../ui";
import { InlineText } from "./inline-text";
import { SchemaLink } from "./operation-section";
import type { NamedSchema, SchemaField } from "./read-openapi";

/** A schema as a table of its fields, closed until it is wanted; a link to its anchor opens it. */
export function SchemaDetails({ name, description, fields, oneOf }: NamedSchema) {
  return (
    <details className="border-b border-rule py-2.5">
      <summary className="font-mono text-sm">{name}</summary>
      <div id={`schema-${name}`} className="flex flex-col gap-4 pt-3 pb-4">
        <Prose>
          <p>
            <InlineText text={description} />
          </p>
          {oneOf.length === 0 ? null : (
            <p>
              One of: <Listed items={oneOf}>{(variant) => <SchemaLink name={variant} />}</Listed>.
            </p>
          )}
        </Prose>
        {fields.length === 0 ? null : (
          <DataTable
            id={`fields-${name}`}
            caption={`Fields of ${name}`}
            captionHidden
            columns={[{ title: "Field", kind: "code" }, { title: "Type", kind: "code" }, "Required", "What"]}
            rows={fields.map((field) => ({
              key: field.path,
              cells: [field.path, field.type, field.required ? "yes" : "no", <What key="what" {...field} />],
            }))}
          />
        )}
      </div>
    </details>
  );
}

function What({ description, values, limits, unit }: SchemaField) {
  const facts = [unit === "" ? "" : `in ${unit}`, limits].filter((fact) => fact !== "").join(", ");
  return (
    <span className="block min-w-64">
      <InlineText text={description} />
      {facts === "" ? null : <span className="text-ink-soft"> ({facts})</span>}
      {values.length === 0 ? null : (
        <span className="mt-0.5 block text-ink-soft">
          <Listed items={values}>{(value) => <code>{value}</code>}</Listed>
        </span>
      )}
    </span>
  );
}
