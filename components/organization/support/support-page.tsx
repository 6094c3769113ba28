import type { SupportGrant } from "@/lib/organizations/grants/listGrants";
import type { LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";
import { countOf } from "@/lib/words/sayPlurals";
import { EmptyState, FormNotice, Link, Section } from "../../ui";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";
import { GrantForm } from "./grant-form";
import { GrantsTable } from "./grants-table";

interface SupportPageProps extends ShownOrganization {
  grants: readonly SupportGrant[];
  instances: readonly LinkedInstance[];
  problem: OrganizationProblemName | null;
}

/** What support may look at, and the form that lets it. */
export function SupportPage({ grants, instances, problem, ...shown }: SupportPageProps) {
  const active = grants.filter(({ state }) => state === "active");
  const over = grants.filter(({ state }) => state !== "active");
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
          active.length === 0
            ? undefined
            : `${countOf(active.length, "grant")}. Each ends by itself at its time; taken back, it ends at once.`
        }
      >
        {active.length === 0 ? (
          <EmptyState title="Nothing">No grant is active.</EmptyState>
        ) : (
          <GrantsTable caption="Active grants" grants={active} />
        )}
      </Section>
      <Section
        id="grant"
        title="Let support look"
        lead={
          <>
            At what the pages of these instances show: state, events, statistics. Support can take nothing
            along and erase nothing. Every look is in the <Link href="/org/audit">audit log</Link> before
            anything is shown.
          </>
        }
      >
        <GrantForm instances={instances} problem={problem === "no-grant" ? null : problem} />
      </Section>
      <Section id="over" title="What is over">
        {over.length === 0 ? (
          <p className="text-sm text-ink-soft">No grant has ended or was taken back yet.</p>
        ) : (
          <GrantsTable caption="Grants that are over" grants={over} />
        )}
      </Section>
    </OrganizationFrame>
  );
}
