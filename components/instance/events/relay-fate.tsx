import type { EventFate } from "@/lib/relay/eventFates";
import { Link } from "../../ui/link";
import { sayFate } from "./say-fate";

/** What left of an event through a relay, or why nothing did: beside what was received, for the relay's admin. */
export function RelayFate({ fate }: { fate: EventFate | undefined }) {
  return (
    <section aria-label="What left" className="border-l-2 border-rule-strong pl-4 text-sm">
      <p>
        {sayFate(fate)}{" "}
        {fate?.kind === "left" ? <Link href={`/relay/sent/${fate.requestId}`}>The request</Link> : null}
      </p>
      {fate?.kind === "left" ? (
        <div className="mt-3 grid gap-4 xl:grid-cols-2">
          <Part title={fate.before === null ? "Before the rules: the same" : "Before the rules"}>
            {fate.before ?? fate.after}
          </Part>
          <Part title="As it left">{fate.after}</Part>
        </div>
      ) : null}
    </section>
  );
}

function Part({ title, children }: { title: string; children: object }) {
  return (
    <figure aria-label={title} className="min-w-0">
      <figcaption className="mb-1 text-xs text-ink-soft">{title}</figcaption>
      <pre className="whitespace-pre-wrap wrap-anywhere border border-rule bg-raised px-3 py-2.5 font-mono text-[0.8125rem]">
        {JSON.stringify(children, null, 2)}
      </pre>
    </figure>
  );
}
