import type { SupportGrant } from "@/lib/organizations/grants/listGrants";
import type { LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";
import { EmptyState, FormNotice, Link, type ListPart, Pager, Section } from "../../ui";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";
import { GrantForm } from "./grant-form";
import { GrantsTable } from "./grants-table";

interface SupportPageProps extends ShownOrganization {
  /** Newest first. */
  active: ListPart<SupportGrant>;
  over: ListPart<SupportGrant>;
  instances: ListPart<LinkedInstance>;
  problem: OrganizationProblemName | null;
}

/** What support may look at, and the form that lets it. */
export function SupportPage({ active, over, instances, problem, ...shown }: SupportPageProps) {
  return (
    <OrganizationFrame
      {...shown}
      path="/org/support"
      title="Support"
      lead="Support sees nothing of the organization until you let it: which instances, why, and until when."
    >
      {problem === "no-grant" ? (
        <FormNotice>{problemSentence(problem, "Nothing was changed.")}</FormNotice>
      ) : null}
      <Section
        id="active"
        title="What support may see now"
        lead={
          active.rows.length === 0
            ? undefined
            : "Each grant ends by itself at its time; taken back, it ends at once."
        }
      >
        {active.rows.length === 0 ? (
          <EmptyState title="Nothing">No grant is active.</EmptyState>
        ) : (
          <GrantsTable caption="Active grants" grants={active.rows} />
        )}
        <Pager label="Pages of active grants" {...active} />
      </Section>
      <Section
        id="grant"
        title="Grant support access"
        lead={
          <>
            At what the pages of these instances show: state, events, statistics. Support can download nothing
            and delete nothing. Every look is in the <Link href="/org/audit">audit log</Link> before anything
            is shown.
          </>
        }
      >
        <GrantForm instances={instances} problem={problem === "no-grant" ? null : problem} />
      </Section>
      <Section id="over" title="Past access">
        {over.rows.length === 0 ? (
          <p className="text-sm text-ink-soft">No grant has ended or was taken back yet.</p>
        ) : (
          <GrantsTable caption="Grants that are over" grants={over.rows} />
        )}
        <Pager label="Pages of grants that are over" {...over} />
      </Section>
    </OrganizationFrame>
  );
}
