import type { SentRequest } from "@/lib/relay/sentRequests";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { Facts } from "../instance/facts";
import { Link, Page, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { sayAnswer } from "./say-relay";

/** What is shown of a body at once; the export has all of it. */
const shownEvents = 50;

/** A request that left: what it was before the rules, what left, and what was answered. */
export function SentPage({ request }: { request: SentRequest }) {
  const lines = request.body.split("\n").filter((line) => line !== "");
  const shown = lines.slice(0, shownEvents);
  return (
    <Page
      title={`What left at ${sayTime(request.at)}`}
      above={<Link href="/relay#sent">What left</Link>}
      lead={
        request.events === 0
          ? "A call of an engine, as it was passed on."
          : `${countOf(request.events, "event")}, each before the rules of that moment and as it left.`
      }
    >
      <Facts
        facts={[
          ["Call", <code key="path">POST {request.path}</code>],
          ["Bytes", sayCount(request.bytes)],
          ["Answer", sayAnswer(request)],
          ["Answered", request.answer === null ? "not known" : sayTime(request.answer.at)],
        ]}
      />
      <Section id="body" title={request.events === 0 ? "Body" : "Events"}>
        <div className="flex flex-col gap-6">
          {shown.map((line, index) => {
            const before = request.before[index] ?? null;
            const number = request.events === 0 ? "" : ` ${index + 1}`;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a body that never changes
              <div key={index} className="grid gap-3 lg:grid-cols-2">
                {request.events === 0 ? null : (
                  <CodeBlock
                    label={before === null ? `Before${number}: the same` : `Before${number}`}
                    language="json"
                    code={indent(before === null ? line : JSON.stringify(before))}
                  />
                )}
                <CodeBlock label={`After${number}`} language="json" code={indent(line)} />
              </div>
            );
          })}
          {shown.length < lines.length ? (
            <p className="text-sm text-ink-soft">
              Of {countOf(lines.length, "event")} the first {shownEvents} are shown;{" "}
              <Link href="/relay/sent.ndjson">the export</Link> has all.
            </p>
          ) : null}
          {lines.length === 0 ? <p className="text-sm text-ink-soft">It left without a body.</p> : null}
        </div>
      </Section>
      <Section id="answer" title="Answer">
        {request.answer === null ? (
          <p className="text-sm text-ink-soft">The relay was stopped before one came.</p>
        ) : (
          <CodeBlock
            label={request.answer.status === null ? "No answer" : `Status ${request.answer.status}`}
            language="json"
            code={request.answer.body}
            wrap
          />
        )}
      </Section>
    </Page>
  );
}

function indent(line: string): string {
  try {
    return `${JSON.stringify(JSON.parse(line), null, 2)}\n`;
  } catch {
    return line;
  }
}
