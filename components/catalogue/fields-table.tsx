import type { FieldDescription } from "@/lib/catalogue";
import { FieldClassBadge, Listed, StackedTable } from "../ui";
import { Value } from "./kept-table";
import { fieldAnchor, sayVersion } from "./say-event-type";

interface FieldsTableProps {
  caption: string;
  fields: readonly FieldDescription[];
}

/** Every field of an event type: what it says, why it is collected, and what is kept of it. Each row is an anchor. */
export function FieldsTable({ caption, fields }: FieldsTableProps) {
  return (
    <StackedTable
      caption={caption}
      columns={[
        { title: "Field", className: "md:w-[19%]" },
        { title: "What it says and why", className: "md:w-[37%]" },
        { title: "Example", className: "md:w-[17%]" },
        { title: "What is kept", className: "md:w-[20%]" },
        { title: "Since", className: "md:w-[7%]" },
      ]}
      rows={fields.map((field) => ({
        key: field.path,
        id: fieldAnchor(field.path),
        cells: [
          <FieldName key="field" field={field} />,
          <Meaning key="meaning" field={field} />,
          <>
            <Value of={field.example} />
            {field.unit === null ? null : <span className="text-ink-soft"> {field.unit}</span>}
          </>,
          <>
            <FieldClassBadge fieldClass={field.class} />
            <p className="mt-1 text-ink-soft">{field.kept}</p>
          </>,
          sayVersion(field.since),
        ],
      }))}
    />
  );
}

function FieldName({ field }: { field: FieldDescription }) {
  return (
    <>
      <a href={`#${fieldAnchor(field.path)}`} className="hover:underline">
        <code className="font-mono font-semibold">{field.path}</code>
      </a>
      <p className="text-ink-soft">
        {field.type}
        {field.required ? "" : ", optional"}
      </p>
    </>
  );
}

function Meaning({ field }: { field: FieldDescription }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p>
        {field.what} <span className="text-ink-soft">{field.why}</span>
      </p>
      {field.values === null ? null : (
        <p>
          One of <Codes of={field.values} />.
        </p>
      )}
      {field.knownTexts === null ? null : (
        <details>
          <summary>The {field.knownTexts.length} known texts</summary>
          <ul className="mt-1 list-disc pl-5">
            {field.knownTexts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      {field.limits === null ? null : <p className="text-ink-soft">Limits: {field.limits}.</p>}
      {field.aliases.length === 0 ? null : (
        <p>
          Also accepted as <Codes of={field.aliases} />.
        </p>
      )}
      {field.note === null ? null : <p className="text-ink-soft">{field.note}</p>}
      {field.changed.map(({ version, what }) => (
        <p key={version}>
          Changed in {sayVersion(version)}: {what}
        </p>
      ))}
    </div>
  );
}

function Codes({ of }: { of: readonly string[] }) {
  return (
    <Listed items={of}>{(value) => <code className="font-mono">{value === "" ? '""' : value}</code>}</Listed>
  );
}
