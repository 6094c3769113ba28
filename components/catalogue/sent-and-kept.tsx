import type { Catalogue, EventType } from "@/lib/catalogue";
import { Badge } from "../ui/badge";
import { FateBadge } from "./fate-badge";
import { documentationPepper, keepExample } from "./keep-example";
import { type ExtraLine, KeptTable, Value } from "./kept-table";
import { fieldAnchor } from "./say-event-type";

interface SentAndKeptProps {
  catalogue: Catalogue;
  type: EventType;
}

/** The example of a type as it is sent, beside the row that ingest would store of it. */
export function SentAndKept({ catalogue, type }: SentAndKeptProps) {
  const example = keepExample(type, catalogue);
  const before: ExtraLine[] = [
    {
      key: "(instance_id)",
      name: <Name path="instance_id" />,
      sent: <Value of={example.instanceId} />,
      kept: <Value of={example.instanceKey} />,
      fate: <FateBadge fate="hashed" />,
    },
    {
      key: "(event_type)",
      name: <Name path="event_type" />,
      sent: <Value of={type.name} />,
      kept: <Value of={type.name} />,
      fate: <FateBadge fate="kept" />,
    },
  ];
  const after: ExtraLine[] = [
    ...example.inventedTexts.map((field) => ({
      key: `(invented) ${field.path}`,
      name: (
        <>
          <Name path={field.path} /> <span className="text-ink-soft">with a text that is not known</span>
        </>
      ),
      sent: <Value of={field.sent} />,
      kept: <Value of={field.kept} />,
      fate: <FateBadge fate={field.fate} />,
    })),
    {
      key: "(time)",
      name: <span className="text-ink-soft">time of arrival</span>,
      sent: <span className="text-ink-soft">nothing</span>,
      kept: <span>our clock, to the millisecond</span>,
      fate: <Badge>added here</Badge>,
    },
    {
      key: "(id)",
      name: <span className="text-ink-soft">event’s own ID</span>,
      sent: <span className="text-ink-soft">nothing</span>,
      kept: <span>a UUID: the time, and random bits</span>,
      fate: <Badge>added here</Badge>,
    },
  ];
  return (
    <>
      <KeptTable
        caption={`${type.title}: each part of the event as sent and as kept`}
        before={before}
        fields={example.fields}
        after={after}
        addressOf={(path) => `#${fieldAnchor(path)}`}
      />
      <p className="mt-4 max-w-measure text-sm text-ink-soft">
        The hashes are real: HMAC-SHA-256, made by the code that receives events, with a pepper that is public
        and used only on these pages (<code className="font-mono">{documentationPepper}</code>). The pepper of
        this installation is secret and lies outside the database. The instance is part of what is hashed, so
        the same name in two instances gives two hashes. A field that is not in the list above is left out:
        its path is counted, its value is not kept. How many events of each type an instance sent on a day is
        counted beside the event. Headers are not kept, nor is the address of the sender.
      </p>
    </>
  );
}

function Name({ path }: { path: string }) {
  return <code className="font-mono">{path}</code>;
}
