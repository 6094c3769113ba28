import type { JobState } from "@/lib/jobs/job";
import type { OrganizationSummary } from "@/lib/organizations/account/listOrganizationSummaries";
import type { SupportGrant } from "@/lib/organizations/grants/listGrants";
import type { SupportMember } from "@/lib/organizations/support/listSupportMembers";
import type { StatusReading } from "@/lib/status/readStatus";
import { Link, type ListPart, Page, Section } from "../ui";
import { SignOut } from "../ui/sign-out";
import { FirstRun } from "./first-run";
import { GrantsSection } from "./grants-section";
import { HealthSection } from "./health-section";
import { JobsSection } from "./jobs-section";
import { MembersSection } from "./members-section";
import { OrganizationsSection } from "./organizations-section";
import { Outcome, type OutcomeProps } from "./outcome";

export interface OperatorPageProps extends OutcomeProps {
  organizations: ListPart<OrganizationSummary>;
  grants: ListPart<SupportGrant>;
  members: ListPart<SupportMember>;
  status: StatusReading;
  databaseKind: "embedded" | "postgresql";
  jobs: readonly JobState[];
}

/** What the operator of an installation looks after. No page of theirs shows what an instance sent. */
export function OperatorPage({
  organizations,
  grants,
  members,
  status,
  databaseKind,
  jobs,
  made,
  notice,
}: OperatorPageProps) {
  return (
    <Page
      title="Operator"
      lead="Organizations, support, and how ingest and jobs are doing. What instances sent is not shown here."
      aside={<SignOut action="/operator/sign-out" />}
    >
      <Outcome notice={notice} made={made} />
      {/* Behind the first page of a list there are organizations, and engines with them. */}
      {organizations.first === null ? <FirstRun organizations={organizations.rows} /> : null}
      <OrganizationsSection organizations={organizations} />
      <HealthSection status={status} databaseKind={databaseKind} />
      <JobsSection jobs={jobs} />
      <GrantsSection grants={grants} />
      <MembersSection members={members} />
      <Section
        id="publications"
        title="Publications"
        lead={
          <>
            Anyone who publishes elsewhere is told of each <Link href="/releases">release</Link>:{" "}
            <Link href="/operator/webhooks">webhooks of publications</Link>.
          </>
        }
      />
    </Page>
  );
}
