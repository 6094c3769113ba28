import type { SupportGrant } from "@/lib/organizations/grants/grants";
import type { SupportMember } from "@/lib/organizations/grants/support";
import type { OrganizationSummary } from "@/lib/organizations/manage/listOrganizationSummaries";
import type { StatusReading } from "@/lib/status/readStatus";
import { MadeSecret } from "../ui/made-secret";
import { Page } from "../ui/page";
import { SignOut } from "../ui/sign-out";
import { GrantsSection } from "./grants-section";
import { HealthSection } from "./health-section";
import { MembersSection } from "./members-section";
import { Notice } from "./notice";
import type { OperatorNotice } from "./notices";
import { OrganizationsSection } from "./organizations-section";

export interface OperatorPageProps {
  organizations: readonly OrganizationSummary[];
  grants: readonly SupportGrant[];
  members: readonly SupportMember[];
  status: StatusReading;
  databaseKind: "embedded" | "postgresql";
  /** The token of a member that was just added. */
  made: { readonly title: string; readonly value: string } | null;
  notice: OperatorNotice | null;
}

/** What the operator of an installation looks after. No page of theirs shows what an instance sent. */
export function OperatorPage({
  organizations,
  grants,
  members,
  status,
  databaseKind,
  made,
  notice,
}: OperatorPageProps) {
  return (
    <Page
      title="Operator"
      lead="Organizations, support, and how ingest is doing. What instances sent is not shown here."
      aside={<SignOut action="/operator/sign-out" />}
    >
      {notice === null && made === null ? null : (
        <div className="flex flex-col gap-6">
          <Notice notice={notice} />
          {made === null ? null : <MadeSecret title={made.title} value={made.value} />}
        </div>
      )}
      <OrganizationsSection organizations={organizations} />
      <HealthSection status={status} databaseKind={databaseKind} />
      <GrantsSection grants={grants} organizations={organizations} />
      <MembersSection members={members} />
    </Page>
  );
}
