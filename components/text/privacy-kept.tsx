import type { Catalogue } from "@/lib/catalogue";
import { describedTables, type Kept } from "@/lib/database/describedTables";
import { onSite } from "@/lib/http/onSite";
import { capitalise, countOf } from "@/lib/words/sayPlurals";
import { FieldClassBadge, Link, Listed, Prose, Section, StackedTable } from "../ui";
import { countFields, fieldsOfClass } from "./fields-by-class";

interface Retention {
  readonly rawRetentionDays: number;
  readonly billingRetentionDays: number;
}

interface WhatIsKeptProps extends Retention {
  readonly catalogue: Catalogue;
  /** Where this installation hands on what it receives; undefined where it does not. */
  readonly relayTo: string | undefined;
}

/** The field classes, every field that is not kept as sent, and how long what is kept stays. */
export function WhatIsKept({ catalogue, relayTo, ...days }: WhatIsKeptProps) {
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
            "Kept",
          ]}
          rows={kept.map(({ path, what, kept: keptOf, eventTypes, fieldClass }) => ({
            key: `${path} ${what}`,
            cells: [
              <code key="path">{path}</code>,
              <FieldClassBadge key="class" fieldClass={fieldClass} />,
              what,
              <Listed key="in" items={eventTypes}>
                {(type) => (
                  <Link href={`/events/${type}`} quiet>
                    {type}
                  </Link>
                )}
              </Listed>,
              keptOf,
            ],
          }))}
        />
        <StackedTable
          caption="Every table of the database, and for how long its rows stay on this installation"
          columns={[
            { title: "Table", className: "md:w-[24%]" },
            { title: "Holds", className: "md:w-[46%]" },
            "Kept",
          ]}
          rows={describedTables.map(({ name, holds, kept: keptFor }) => ({
            key: name,
            cells: [<code key="name">{name}</code>, capitalise(holds), sayKept(keptFor, days)],
          }))}
        />
        <Prose>
          <p>
            <strong>Client addresses</strong> are in no table: limits remember them for a minute, and networks
            for a day, in memory. What fails is counted for all processes together, under keyed hashes that
            change every hour.
          </p>
          <p>
            {relayTo === undefined ? (
              <>
                <strong>Third parties:</strong> none. Nothing is passed on, and no other service is called but
                webhooks that an organization set up for itself: they are told in numbers.
              </>
            ) : (
              <>
                <strong>This installation is a relay.</strong> It hands on what engines send to{" "}
                <code>{relayTo}</code>, by rules that its admin sets and sees at{" "}
                <Link href="/relay">{onSite("/relay")}</Link>, and to nobody else. What waits and what left
                lies on its disk, encrypted under a key made from the pepper: what waits until it left, of
                what left the latest 64 MiB.
              </>
            )}{" "}
            The data is where the operator put it; the <Link href="/status">status page</Link> says in what
            kind of database.
          </p>
        </Prose>
      </div>
    </Section>
  );
}

/** For how long, in words. */
function sayKept(kept: Kept, { rawRetentionDays, billingRetentionDays }: Retention): string {
  const words: Readonly<Record<Kept, string>> = {
    "raw retention": `${countOf(rawRetentionDays, "day")}, then dropped by whole months; less where the instance is erased`,
    "billing retention": `${countOf(billingRetentionDays, "day")} from the report`,
    "until erased": "Until the instance is erased; no other limit yet",
    "until purged": "Until the erasure is undone or done",
    "until undone": "Until its admin takes that back",
    "until removed": "Until the organization removes it",
    "for thirty days": "30 days",
    "for minutes": "A minute or two",
    "for seconds": "Until the events are counted, a second",
    "for hours": "Until the session would have ended by itself, some hours",
    "no limit": "No limit yet",
  };
  return words[kept];
}
