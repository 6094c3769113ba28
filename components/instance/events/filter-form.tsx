import { catalogue } from "@/lib/catalogue";
import { onSite } from "@/lib/http/onSite";
import { Button, Link, TextField } from "../../ui";

interface FilterFormProps {
  /** Of the instance's pages, see `ShownInstance`. */
  base: string;
  /** The chosen event types; none for all. */
  types: readonly string[];
  /** The minute in UTC that was jumped to, `YYYY-MM-DDTHH:MM`; empty for none. */
  moment: string;
}

/** Narrows the timeline by type and jumps to a date: a plain GET form, so that each choice is an address. */
export function FilterForm({ base, types, moment }: FilterFormProps) {
  const isNarrowed = types.length > 0 || moment !== "";
  return (
    <search className="screen-only">
      <form
        action={onSite(`${base}/events`)}
        method="get"
        className="flex flex-wrap items-end gap-x-8 gap-y-4 border-b border-rule pb-4"
      >
        <details open={types.length > 0} className="self-center open:basis-full">
          <summary className="w-fit py-1 text-sm font-medium">
            Event types:{" "}
            <span className="font-normal text-ink-soft">
              {types.length === 0 ? "all" : `${types.length} of ${catalogue.types.length}`}
            </span>
          </summary>
          <fieldset className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 lg:grid-cols-5">
            <legend className="sr-only">Event types; none chosen shows all</legend>
            {catalogue.types.map(({ name, title }) => (
              <label key={name} className="flex min-h-7 cursor-pointer items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  name="types"
                  value={name}
                  defaultChecked={types.includes(name)}
                  className="size-4 shrink-0 accent-accent"
                />
                {title}
              </label>
            ))}
          </fieldset>
        </details>
        <TextField
          className="w-56"
          label="Jump to a date and time (UTC)"
          name="before"
          type="datetime-local"
          min="2021-01-01T00:00"
          defaultValue={moment}
        />
        <div className="flex items-center gap-4 text-sm">
          <Button type="submit" look="primary">
            Show
          </Button>
          {isNarrowed ? <Link href={`${base}/events`}>Show all</Link> : null}
        </div>
      </form>
    </search>
  );
}
