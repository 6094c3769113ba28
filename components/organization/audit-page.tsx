import { auditActions } from "@/lib/organizations/audit/actions";
import { auditForms } from "@/lib/organizations/audit/auditFile";
import type { AuditEntry } from "@/lib/organizations/audit/auditJson";
import type { Checkpoint } from "@/lib/organizations/audit/checkpoints/checkpoint";
import { type Fault, sayFault, sayKnown } from "@/lib/organizations/audit/checkpoints/fault";
import { forExcel } from "@/lib/words/csvForExcel";
import { sayTime } from "@/lib/words/sayDates";
import { Callout, Link, Pager, Section, StackedTable } from "../ui";
import { OrganizationFrame, type ShownOrganization } from "./organization-frame";
import { grantAnchor } from "./support/grants-table";

interface AuditPageProps extends ShownOrganization {
  /** A page of the log, newest first. */
  entries: readonly AuditEntry[];
  /** Where the next older page begins; null at the end. */
  older: number | null;
  isNewest: boolean;
  /** Entries of the whole log. */
  total: number;
  /** What is wrong with the log; null where nothing was found. */
  fault: Fault | null;
  /** The newest checkpoint of a day. */
  signed: Pick<Checkpoint, "entries" | "at"> | null;
}

/** Who did what with the organization and its instances. */
export function AuditPage({ entries, older, isNewest, total, fault, signed, ...shown }: AuditPageProps) {
  return (
    <OrganizationFrame
      {...shown}
      path="/org/audit"
      title="Audit log"
      lead="Who did what with the organization and its instances, and every look of support. This service changes nothing in it and takes nothing out."
    >
      <div className="flex flex-col gap-5">
        {fault === null ? <Known total={total} signed={signed} /> : <Broken fault={fault} />}
        <p className="text-sm text-ink-soft">
          The whole log as a file:{" "}
          {Object.entries(auditForms).map(([form, { title }], index) => (
            <span key={form}>
              {index === 0 ? "" : ", "}
              <Link href={`/org/audit.${form}`}>{title}</Link>
            </span>
          ))}
          , <Link href={forExcel("/org/audit.csv")}>CSV for Excel</Link>. What was signed of it:{" "}
          <Link href="/org/audit-checkpoints.json">checkpoints</Link>
        </p>
      </div>
      <Section id="entries" title={isNewest ? "Newest entries" : "Older entries"}>
        <StackedTable
          caption="Entries of the audit log, newest first"
          columns={[
            { title: "Number", className: "md:w-[9%]" },
            { title: "When", className: "md:w-[22%]" },
            { title: "Who", className: "md:w-[17%]" },
            "What",
            { title: "Grant", className: "md:w-[12%]" },
          ]}
          rows={entries.map((entry) => ({
            key: String(entry.number),
            id: `entry-${entry.number}`,
            cells: [
              <span key="number" className="tabular-nums">
                {entry.number}
              </span>,
              <time key="at" dateTime={entry.at}>
                {sayTime(entry.at)}
              </time>,
              entry.actor,
              <span key="what">
                {sayAction(entry.action)}
                <span className="block text-ink-soft">{entry.subject}</span>
              </span>,
              entry.grantId === null ? null : (
                <Link key="grant" href={`/org/support#${grantAnchor(entry.grantId)}`}>
                  {entry.grantId.slice(0, 8)}
                </Link>
              ),
            ],
          }))}
        />
        <Pager
          label="Pages of the log"
          first={isNewest ? null : "/org/audit"}
          firstWords="Newest"
          next={older === null ? null : `/org/audit?before=${older}`}
          nextWords="Older"
        />
      </Section>
    </OrganizationFrame>
  );
}

function Known({ total, signed }: Pick<AuditPageProps, "total" | "signed">) {
  const at = signed === null ? null : { entries: signed.entries, at: sayTime(signed.at) };
  return (
    <Callout tone={at === null ? "note" : "good"} title={`${sayKnown(total, at)}.`}>
      <p>
        Every day the log’s length and last hash are signed. Keep a file of checkpoints: with it, a later file
        of the log and the <Link href="/api/v1/audit/key">public key</Link> anybody can check, without this
        service, that nothing signed was changed, moved or taken out. What was never signed can be missing
        without a trace.
      </p>
      <p>
        <code>npm run admin -- audit verify log.ndjson checkpoints.json key.json</code>
      </p>
    </Callout>
  );
}

function Broken({ fault }: { fault: Fault }) {
  return (
    <Callout tone="bad" title={`The log is not what it was: ${sayFault(fault)}.`}>
      <p>Ask the operator of this service, and keep the files: nothing of this log is signed any more.</p>
    </Callout>
  );
}

function sayAction(action: string): string {
  const words: Readonly<Record<string, string>> = auditActions;
  return words[action] ?? action;
}
