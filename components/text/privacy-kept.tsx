import type { Catalogue } from "@/lib/catalogue";
import { countOf } from "@/lib/words/sayPlurals";
import { FieldClassBadge } from "../ui/badge";
import { DataTable } from "../ui/data-table";
import { Link } from "../ui/link";
import { Prose } from "../ui/prose";
import { Section } from "../ui/section";
import { StackedTable } from "../ui/stacked-table";
import { countFields, fieldsOfClass } from "./fields-by-class";

interface WhatIsKeptProps {
  catalogue: Catalogue;
  rawRetentionDays: number;
}

/** The field classes, every field that is not kept as sent, and how long what is kept stays. */
export function WhatIsKept({ catalogue, rawRetentionDays }: WhatIsKeptProps) {
  const { all, byClass } = countFields(catalogue);
  const kept = (["identifier", "free text"] as const).flatMap((fieldClass) =>
    fieldsOfClass(catalogue, fieldClass).map((field) => ({ ...field, fieldClass })),
  );
  return (
    <Section
      id="kept"
      title="What is kept, and for how long"
      lead={`${countOf(catalogue.types.length, "event type")} with ${countOf(all, "field")}: ${byClass.technical} technical, ${countOf(byClass.identifier, "identifier")}, ${byClass["free text"]} of free text.`}
    >
      <div className="flex flex-col gap-5">
        <Prose>
          <p>
            A <strong>technical</strong> field holds a number, a yes or no, a word of a closed list, or a
            short text of a known form, and is kept as sent. An <strong>identifier</strong> is kept as a keyed
            hash. <strong>Free text</strong> is kept only where it is one of the known texts.{" "}
            <Link href="/events">Every field</Link> says which it is. All that are not technical:
          </p>
        </Prose>
        <StackedTable
          caption="Identifiers and free text"
          columns={[
            { title: "Field", className: "md:w-[12%]" },
            { title: "Class", className: "md:w-[12%]" },
            { title: "What", className: "md:w-[30%]" },
            { title: "In", className: "md:w-[24%]" },
            { title: "Kept" },
          ]}
          rows={kept.map(({ path, what, kept: keptOf, eventTypes, fieldClass }) => ({
            key: `${path} ${what}`,
            cells: [
              <code key="path">{path}</code>,
              <FieldClassBadge key="class" fieldClass={fieldClass} />,
              what,
              eventTypes.map((type, index) => (
                <span key={type}>
                  {index === 0 ? "" : ", "}
                  <Link href={`/events/${type}`} quiet>
                    {type}
                  </Link>
                </span>
              )),
              keptOf,
            ],
          }))}
        />
        <DataTable
          id="retention-table"
          caption="For how long, on this installation"
          columns={[{ title: "What" }, { title: "Kept" }]}
          rows={[
            {
              key: "raw",
              cells: [
                "Raw events, as far as they are kept at all",
                `${rawRetentionDays} days, then dropped by whole months`,
              ],
            },
            {
              key: "roll-ups",
              cells: [
                "Of each instance, by its key and day: how many events of each type, the last engine_started, clone times in buckets",
                "No limit yet",
              ],
            },
            { key: "counts", cells: ["Counts of refusals and unknown fields by day", "No limit yet"] },
            { key: "addresses", cells: ["Client addresses", "A minute, in memory"] },
          ]}
        />
        <Prose>
          <p>
            <strong>Third parties:</strong> none. Nothing is passed on and no other service is called. The
            data is where the operator put it; the <Link href="/status">status page</Link> says in what kind
            of database.
          </p>
        </Prose>
      </div>
    </Section>
  );
}
