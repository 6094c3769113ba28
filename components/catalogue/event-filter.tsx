import { type Catalogue, engineVersions } from "@/lib/catalogue";
import { onSite } from "@/lib/http/onSite";
import { Button, Link, SelectField, TextField } from "../ui";
import { type EventFilter, fieldClasses, fieldPaths, isNarrowing } from "./find-event-types";
import { sayVersion } from "./say-event-type";

interface EventFilterFormProps {
  catalogue: Catalogue;
  filter: EventFilter;
}

/** The search form above the list: a plain GET form, so that its state is the page's address. */
export function EventFilterForm({ catalogue, filter }: EventFilterFormProps) {
  return (
    <search className="screen-only">
      <form
        action={onSite("/events")}
        method="get"
        className="grid grid-cols-2 items-end gap-x-4 gap-y-4 border-y border-rule py-5 lg:grid-cols-[2fr_1.4fr_1fr_1fr_auto]"
      >
        <TextField
          className="col-span-2 lg:col-span-1"
          label="Search"
          name="q"
          type="search"
          placeholder="clone, cpu, refresh …"
          maxLength={100}
          defaultValue={filter.text}
        />
        <SelectField
          className="col-span-2 lg:col-span-1"
          label="Field"
          name="field"
          defaultValue={filter.field ?? ""}
        >
          <option value="">Any field</option>
          {fieldPaths(catalogue).map((path) => (
            <option key={path}>{path}</option>
          ))}
        </SelectField>
        <SelectField label="Field class" name="class" defaultValue={filter.fieldClass ?? ""}>
          <option value="">Any class</option>
          {fieldClasses.map((fieldClass) => (
            <option key={fieldClass}>{fieldClass}</option>
          ))}
        </SelectField>
        <SelectField label="Engine" name="engine" defaultValue={filter.engine ?? ""}>
          <option value="">Any version</option>
          {engineVersions.toReversed().map((version) => (
            <option key={version} value={version}>
              {sayVersion(version)}
            </option>
          ))}
        </SelectField>
        <div className="col-span-2 flex items-center gap-4 lg:col-span-1">
          <Button type="submit" look="primary">
            Show
          </Button>
          {isNarrowing(filter) ? <Link href="/events">Show all</Link> : null}
        </div>
      </form>
    </search>
  );
}
