import { declaredAt, type Sent, sentAt, spansOf } from "@/lib/engineSource/sourceLines";
import { site } from "../frame/site";
import { Section, StackedTable } from "../ui";
import { SourceSpan } from "./source-span";

interface SourceSectionProps {
  /** What is sent, and what is read of the answer, where there is one: each with its fields by dotted paths. */
  parts: readonly { readonly sent: Sent; readonly paths: readonly string[] }[];
}

/** Where the engine's public source sends something and declares its fields, by version. */
export function SourceSection({ parts }: SourceSectionProps) {
  const [first] = parts;
  if (first === undefined) return null;
  const declared = parts.flatMap(({ sent, paths }) =>
    paths
      .filter((path) => path !== "")
      .map((path) => ({
        key: `${sent.kind} ${path}`,
        name: (
          <>
            <code className="font-mono">{path}</code>
            {sent.kind === "answer" ? <span className="text-ink-soft"> of the answer</span> : null}
          </>
        ),
        spans: spansOf((tag) => {
          const place = declaredAt(tag, sent, path);
          return place === null ? [] : [place];
        }),
      })),
  );
  const rows = [
    { key: "sent", name: "Where it is sent", spans: spansOf((tag) => sentAt(tag, first.sent)) },
    ...declared,
  ];
  return (
    <Section
      id="source"
      title="In the engine’s source"
      lead="Check it yourself: file and line at the tag, for each version. A field of a structure that is declared elsewhere leads to the field that holds it."
    >
      <StackedTable
        caption="Places in the engine’s public source"
        columns={[
          { title: "What", className: "md:w-[24%]" },
          { title: "Newest", className: "md:w-[38%]" },
          "Older versions",
        ]}
        rows={rows.map(({ key, name, spans: [newest, ...older] }) => ({
          key,
          cells: [
            name,
            newest === undefined ? null : (
              <SourceSpan key="newest" source={site.engineSourceUrl} {...newest} />
            ),
            older.length === 0 ? null : (
              <details key="older">
                <summary>{older[0]?.tags[0]} and older</summary>
                <ul className="mt-1.5 flex flex-col gap-2">
                  {older.map((span) => (
                    <li key={span.tags[0]}>
                      <SourceSpan source={site.engineSourceUrl} {...span} />
                    </li>
                  ))}
                </ul>
              </details>
            ),
          ],
        }))}
      />
    </Section>
  );
}
