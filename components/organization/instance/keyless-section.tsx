import { type KeylessEvents, keylessDays, mostKeyless } from "@/lib/organizations/links/readKeyless";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { DataTable, Section } from "../../ui";

/** What named the instance and came without its organization's key; nothing where nothing did. */
export function KeylessSection({ keyless: { count, latest } }: { keyless: KeylessEvents }) {
  if (count === 0) return null;
  const events = count < mostKeyless ? countOf(count, "event") : `${sayCount(mostKeyless)} events or more`;
  return (
    <Section
      id="without-key"
      title="Sent without your key"
      lead={`${events} of the last ${keylessDays} days named this instance and came without a valid key of the organization. They are kept, and are in nothing else that is shown or counted: anyone who knows an instance ID can send them. Where they are your engine’s, its key has ended.`}
    >
      <div className="max-w-[40rem]">
        <DataTable
          id="without-key-table"
          caption={`The newest ${latest.length}, newest first`}
          columns={["Received", { title: "Event type", kind: "code" }]}
          rows={latest.map(({ receivedAt, eventType }, at) => ({
            key: String(at),
            cells: [sayTime(receivedAt), eventType],
          }))}
        />
      </div>
    </Section>
  );
}
