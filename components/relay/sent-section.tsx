import type { RefusedEvent } from "@/lib/relay/refusedEvents";
import type { SentRequest } from "@/lib/relay/sentRequests";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { DataTable, Link, numbers, Section } from "../ui";
import { sayAnswer } from "./say-relay";

interface SentSectionProps {
  /** Newest first. */
  sent: readonly SentRequest[];
  /** The address of those before them; null where there are none. */
  earlier: string | null;
}

/** What left, request by request. */
export function SentSection({ sent, earlier }: SentSectionProps) {
  return (
    <Section
      id="sent"
      title="What left"
      lead="Every request, written down before it was sent, with what it was before the rules and what was answered."
    >
      <DataTable
        id="sent-table"
        caption="Requests, the latest first"
        columns={["Time", { title: "Call", kind: "code" }, ...numbers("Events", "Bytes"), "Answer", "Look"]}
        rows={sent.map((request) => ({
          key: request.id,
          cells: [
            sayTime(request.at),
            request.path,
            request.events === 0 ? "" : sayCount(request.events),
            sayCount(request.bytes),
            sayAnswer(request),
            <Link key="look" href={`/relay/sent/${request.id}`}>
              Before and after
            </Link>,
          ],
        }))}
        empty="Nothing left yet."
      />
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {earlier === null ? null : <Link href={earlier}>Earlier requests</Link>}
        <Link href="/relay/sent.ndjson">All as NDJSON</Link>
      </p>
    </Section>
  );
}

/** Events that upstream will never take. */
export function RefusedSection({ refused }: { refused: readonly RefusedEvent[] }) {
  return (
    <Section
      id="refused"
      title="What was refused"
      lead="Events that the service upstream will never take. They are set aside, so that all others go on."
    >
      <DataTable
        id="refused-table"
        caption="The latest of them"
        columns={[
          "Time",
          { title: "Event type", kind: "code" },
          { title: "Code", kind: "code" },
          { title: "Why", kind: "prose" },
        ]}
        rows={refused.map(({ at, code, message, event }, index) => ({
          key: `${at} ${index}`,
          cells: [sayTime(at), event.event_type, code, message],
        }))}
        empty="None."
      />
    </Section>
  );
}
