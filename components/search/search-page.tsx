import { onSite } from "@/lib/http/onSite";
import { type Found, longestQuestion } from "@/lib/search/siteSearch";
import { Button, Page, TextField } from "../ui";
import { FoundList } from "./found-list";
import { sayFound } from "./say-found";

/** What is found for a question, without a script. */
export function SearchPage({ question, found }: { question: string; found: readonly Found[] }) {
  return (
    <Page
      title="Search"
      width="text"
      lead="Pages, statistics, event types, fields, promises, methodology, settings, documentation and the API."
    >
      <search>
        <form action={onSite("/search")} method="get" className="flex items-end gap-3">
          <TextField
            className="grow"
            label="Search this site"
            name="q"
            type="search"
            maxLength={longestQuestion}
            defaultValue={question}
          />
          <Button type="submit" look="primary">
            Search
          </Button>
        </form>
      </search>
      {question === "" ? null : (
        <section aria-labelledby="found">
          <h2 id="found" className="text-base font-semibold">
            {sayFound(found.length, question)}
          </h2>
          {found.length === 0 ? null : <FoundList found={found} />}
        </section>
      )}
    </Page>
  );
}
