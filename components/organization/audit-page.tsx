import { auditActions } from "@/lib/organizations/audit/actions";
import { auditForms } from "@/lib/organizations/audit/auditFile";
import type { AuditEntry } from "@/lib/organizations/audit/auditJson";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { ButtonLink, Callout, Link, Section, StackedTable } from "../ui";
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
  /** Number of the first entry that was changed or before which one is missing; null where the log is whole. */
  brokenAt: number | null;
}

/** Who did what with the organization and its instances. */
export function AuditPage({ entries, older, isNewest, total, brokenAt, ...shown }: AuditPageProps) {
  return (
    <OrganizationFrame
      {...shown}
      path="/org/audit"
      title="Audit log"
      lead="Who did what with the organization and its instances, and every look of support. This service changes nothing in it and takes nothing out."
    >
      <div className="flex flex-col gap-5">
        <Whole total={total} brokenAt={brokenAt} />
        <p className="text-sm text-ink-soft">
          The whole log as a file:{" "}
          {Object.entries(auditForms).map(([form, { title }], index) => (
            <span key={form}>
              {index === 0 ? "" : ", "}
              <Link href={`/org/audit.${form}`}>{title}</Link>
            </span>
          ))}
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
        <nav aria-label="Pages of the log" className="screen-only mt-5 flex flex-wrap gap-3">
          {isNewest ? null : <ButtonLink href="/org/audit">Newest</ButtonLink>}
          {older === null ? null : <ButtonLink href={`/org/audit?before=${older}`}>Older</ButtonLink>}
        </nav>
      </Section>
    </OrganizationFrame>
  );
}

function Whole({ total, brokenAt }: Pick<AuditPageProps, "total" | "brokenAt">) {
  return brokenAt === null ? (
    <Callout tone="good" title={`The log is whole: ${countOf(total, "entry", "entries")}`}>
      <p>
        Each entry carries a hash of itself and of the one before. All of them were checked just now; the
        NDJSON file says how to check them yourself.
      </p>
    </Callout>
  ) : (
    <Callout tone="bad" title={`The log is not whole: entry ${brokenAt}`}>
      <p>
        Its hash does not fit: it was changed, or one before it is missing. Ask the operator of this service,
        and keep the files.
      </p>
    </Callout>
  );
}

function sayAction(action: string): string {
  const words: Readonly<Record<string, string>> = auditActions;
  return words[action] ?? action;
}
