import type { ReactNode } from "react";
import type { Catalogue } from "@/lib/catalogue";
import { compareTags, type Difference, type FieldOf } from "@/lib/engineSource/compareTags";
import { type Sent, sourceTags } from "@/lib/engineSource/sourceLines";
import { onSite } from "@/lib/http/onSite";
import { Button, Link, Section, SelectField } from "../ui";
import { fieldAnchor } from "./say-event-type";

interface UpgradeSectionProps {
  catalogue: Catalogue;
  /** Tags of the engine's source; of what is none it is said so. */
  from: string | undefined;
  to: string | undefined;
}

/** What would change in what is sent if an engine were upgraded: any two versions, in a plain form. */
export function UpgradeSection({ catalogue, from, to }: UpgradeSectionProps) {
  const newest = sourceTags.at(-1) ?? "";
  const mine = sourceTags.find((tag) => tag === from);
  const theirs = sourceTags.find((tag) => tag === to) ?? newest;
  return (
    <Section
      id="upgrade"
      title="What would change if I upgrade"
      lead="From your version to another, by the engine’s own source."
    >
      <form
        action={onSite("/events/changes#upgrade")}
        method="get"
        className="flex flex-wrap items-end gap-4"
      >
        <TagField label="My version" name="from" selected={mine ?? sourceTags[0] ?? ""} />
        <TagField label="To" name="to" selected={theirs} />
        <Button type="submit" look="primary">
          Compare
        </Button>
      </form>
      {[from, to]
        .filter((tag) => tag !== undefined && tag !== "" && !sourceTags.includes(tag))
        .map((tag) => (
          <p key={tag} role="alert" className="mt-4 text-bad">
            The engine’s source has no version {tag}.
          </p>
        ))}
      {mine === undefined ? null : (
        <div role="status" className="mt-6">
          <Result catalogue={catalogue} from={mine} to={theirs} />
        </div>
      )}
    </Section>
  );
}

/** The newest source that was read need not have a tag: it is a commit. */
function sayTag(tag: string): string {
  return tag.startsWith("v") ? tag : `not released (${tag})`;
}

function TagField({ label, name, selected }: { label: string; name: string; selected: string }) {
  return (
    <SelectField className="w-44" label={label} name={name} defaultValue={selected}>
      {sourceTags.toReversed().map((tag) => (
        <option key={tag} value={tag}>
          {sayTag(tag)}
        </option>
      ))}
    </SelectField>
  );
}

function Result({ catalogue, from, to }: { catalogue: Catalogue; from: string; to: string }) {
  const { added, dropped, changed, wire } = compareTags(catalogue.types, from, to);
  const nothing = [added, dropped].every(
    ({ eventTypes, calls, fields }) => eventTypes.length + calls.length + fields.length === 0,
  );
  if (nothing && changed.length === 0 && wire.length === 0) {
    return (
      <p>
        Nothing: {to} sends and reads the same as {from}.
      </p>
    );
  }
  return (
    <>
      <p className="mb-4 font-medium">
        From {from} to {to}
      </p>
      <dl className="flex flex-col gap-4">
        <DifferenceOf title="New" difference={added} />
        <DifferenceOf title="Dropped" difference={dropped} />
        <Entry term="Changed fields" shown={changed.length > 0}>
          {changed.map(({ what, ...field }) => (
            <li key={`${addressOf(field)} ${what}`}>
              <FieldLink field={field} />: {what}
            </li>
          ))}
        </Entry>
        <Entry term="The request" shown={wire.length > 0}>
          {wire.map((what) => (
            <li key={what} className="max-w-measure">
              {what}
            </li>
          ))}
        </Entry>
      </dl>
    </>
  );
}

function DifferenceOf({ title, difference }: { title: string; difference: Difference }) {
  const { eventTypes, calls, fields } = difference;
  const sent = fields.filter((field) => field.sent.kind !== "answer");
  const read = fields.filter((field) => field.sent.kind === "answer");
  return (
    <>
      <Entry term={`${title} event types`} shown={eventTypes.length > 0}>
        {eventTypes.map(({ name, title: words }) => (
          <li key={name}>
            <Link href={`/events/${name}`}>{words}</Link>
          </li>
        ))}
      </Entry>
      <Entry term={`${title} calls`} shown={calls.length > 0}>
        {calls.map(({ name, title: words }) => (
          <li key={name}>
            <Link href={`/calls/${name}`}>{words}</Link>
          </li>
        ))}
      </Entry>
      <Entry term={`${title} fields`} shown={sent.length > 0}>
        {sent.map((field) => (
          <li key={addressOf(field)}>
            <FieldLink field={field} />
          </li>
        ))}
      </Entry>
      <Entry term={`${title} in answers`} shown={read.length > 0}>
        {read.map((field) => (
          <li key={addressOf(field)}>
            <FieldLink field={field} />
          </li>
        ))}
      </Entry>
    </>
  );
}

function Entry({ term, shown, children }: { term: string; shown: boolean; children: ReactNode }) {
  if (!shown) return null;
  return (
    <div className="grid gap-x-8 gap-y-1.5 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-sm leading-[1.7] text-ink-soft">{term}</dt>
      <dd>
        <ul className="flex flex-wrap gap-x-6 gap-y-1.5">{children}</ul>
      </dd>
    </div>
  );
}

function FieldLink({ field }: { field: FieldOf }) {
  return (
    <Link href={addressOf(field)} quiet>
      <code className="font-mono">
        {nameOf(field.sent)} {field.path}
      </code>
    </Link>
  );
}

function nameOf(sent: Sent): string {
  return sent.kind === "event" ? sent.type.name : sent.call.name;
}

function addressOf({ sent, path }: FieldOf): string {
  return `/${sent.kind === "event" ? "events" : "calls"}/${nameOf(sent)}#${fieldAnchor(path)}`;
}
