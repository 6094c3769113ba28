import type { EngineCall } from "@/lib/catalogue";
import { countOf } from "@/lib/words/sayPlurals";
import { Link, Page, StackedTable } from "../ui";
import { sayCredentials, sayVersion } from "./say-event-type";
import { SettingNames } from "./setting-names";

/** Every call an engine makes home. */
export function CallList({ calls }: { calls: readonly EngineCall[] }) {
  return (
    <Page
      title="Every call an engine makes"
      lead={
        <>
          {countOf(calls.length, "call")}, all to one address, <code>platform.url</code>. Only the first
          carries telemetry; its <Link href="/events">event types</Link> have pages of their own. The
          Community Edition makes no other call unless a token or a key is configured.
        </>
      }
    >
      <StackedTable
        caption="Calls of engines"
        columns={[
          { title: "Call", className: "md:w-[20%]" },
          { title: "When", className: "md:w-[23%]" },
          { title: "Needs", className: "md:w-[12%]" },
          { title: "What is kept", className: "md:w-[20%]" },
          { title: "Switching it off", className: "md:w-[20%]" },
          "Since",
        ]}
        rows={calls.map((call) => ({
          key: call.name,
          id: call.name,
          cells: [
            <span key="call">
              <Link href={`/calls/${call.name}`}>{call.title}</Link>
              <code className="block font-mono text-xs text-ink-soft">{call.name}</code>
            </span>,
            call.sentWhen,
            sayCredentials(call),
            call.kept,
            <SettingNames key="off" text={call.switchOff} />,
            sayVersion(call.since),
          ],
        }))}
      />
    </Page>
  );
}
