import type { ReactNode } from "react";
import type { JsonValue, KeptField } from "@/lib/catalogue";
import { onSite } from "@/lib/http/onSite";
import { StackedTable } from "../ui/stacked-table";
import { FateBadge } from "./fate-badge";

/** A line beside the declared fields, such as a part of the envelope. */
export interface ExtraLine {
  key: string;
  name: ReactNode;
  sent: ReactNode;
  kept: ReactNode;
  fate: ReactNode;
}

interface KeptTableProps {
  caption: string;
  /** Before the fields. */
  before?: readonly ExtraLine[];
  fields: readonly KeptField[];
  /** After the fields. */
  after?: readonly ExtraLine[];
  /** What to show in place of hashes, where they cannot be made. */
  hash?: string;
  /** Where a field's documentation is. */
  addressOf: (path: string) => string;
}

const longestShown = 400;

/** What was sent beside what is kept of it, a field a line. */
export function KeptTable({ caption, before = [], fields, after = [], hash, addressOf }: KeptTableProps) {
  const lines: readonly ExtraLine[] = [
    ...before,
    ...fields.map((field) => ({
      key: field.path,
      name: (
        <a href={onSite(addressOf(field.path))} className="hover:underline">
          <code className="font-mono">{field.path}</code>
        </a>
      ),
      sent: <Value of={field.sent} />,
      kept:
        field.fate === "hashed" && hash !== undefined ? (
          <span className="text-ink-soft">{hash}</span>
        ) : (
          <Value of={field.kept} />
        ),
      fate: <FateBadge fate={field.fate} />,
    })),
    ...after,
  ];
  return (
    <StackedTable
      caption={caption}
      columns={[
        { title: "Field", className: "md:w-[20%]" },
        { title: "Sent", className: "md:w-[30%]" },
        { title: "Kept", className: "md:w-[32%]" },
        { title: "What happens", className: "md:w-[18%]" },
      ]}
      rows={lines.map(({ key, name, sent, kept, fate }) => ({ key, cells: [name, sent, kept, fate] }))}
    />
  );
}

/** A value as JSON writes it; a very long one is cut, and says so. */
export function Value({ of }: { of: JsonValue }) {
  const json = JSON.stringify(of);
  if (json.length <= longestShown) return <code className="font-mono">{json}</code>;
  return (
    <>
      <code className="font-mono">{[...json.slice(0, longestShown)].slice(0, -1).join("")}</code>{" "}
      <span className="text-ink-soft">… {json.length} characters in all</span>
    </>
  );
}
