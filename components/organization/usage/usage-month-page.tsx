import type { StatementEntry } from "@/lib/organizations/billing/readStatements";
import type { UsageDocument } from "@/lib/organizations/billing/usageDocument";
import { sayMonth } from "@/lib/words/sayDates";
import { UsageMonth } from "../../billing/usage-month";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";

interface UsageMonthPageProps extends ShownOrganization {
  document: UsageDocument;
  query: string;
  statements: readonly StatementEntry[];
  isLate: boolean;
}

/** A month of an organization, or a statement. */
export function UsageMonthPage({ document, query, statements, isLate, ...shown }: UsageMonthPageProps) {
  return (
    <OrganizationFrame {...shown} path="/org/usage" title={`Usage in ${sayMonth(document.month)}`}>
      <UsageMonth
        {...{ document, query, statements, isLate }}
        at="/org/usage"
        files={{ csv: "/org/usage.csv", json: "/org/usage.json" }}
      />
    </OrganizationFrame>
  );
}
