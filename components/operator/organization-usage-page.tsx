import type { Organization } from "@/lib/organizations/account/organization";
import type { StatementEntry } from "@/lib/organizations/billing/readStatements";
import type { UsageDocument } from "@/lib/organizations/billing/usageDocument";
import { limits } from "@/lib/organizations/rules/limits";
import { sayMonth } from "@/lib/words/sayDates";
import { MonthForm, StatementList, UsageMonth } from "../billing/usage-month";
import { Button, Link, Page, Section, TextField } from "../ui";
import { PostForm } from "../ui/post-form";
import { SignOut } from "../ui/sign-out";
import { Outcome, type OutcomeProps } from "./outcome";

interface OrganizationUsagePageProps extends Pick<OutcomeProps, "notice"> {
  organization: Organization;
  document: UsageDocument;
  query: string;
  /** Of the month. */
  statements: readonly StatementEntry[];
  /** Of all months, newest first. */
  all: readonly StatementEntry[];
  isLate: boolean;
}

/** A month of an organization for the operator: what it is billed for. */
export function OrganizationUsagePage({
  organization,
  document,
  query,
  statements,
  all,
  isLate,
  notice,
}: OrganizationUsagePageProps) {
  const base = `/operator/organizations/${organization.alias}`;
  const { month } = document;
  return (
    <Page
      title={`${organization.name}: ${sayMonth(month)}`}
      above={<Link href={base}>{organization.name}</Link>}
      aside={<SignOut action="/operator/sign-out" />}
    >
      <Outcome notice={notice} made={null} />
      <MonthForm action={`${base}/usage`} month={month} />
      <UsageMonth
        {...{ document, query, statements, isLate }}
        at={`${base}/usage`}
        files={{ csv: `${base}/usage.csv`, json: `${base}/usage.json` }}
      />
      {statements.length === 0 ? null : (
        <div className="screen-only">
          <Section
            id="correct"
            title="Correct the month"
            lead="Makes a statement of what is counted now, which names the one that it takes the place of. Both stay."
          >
            <PostForm
              action={`${base}/usage/correct`}
              autoComplete="off"
              aria-label="Correct the month"
              className="flex flex-wrap items-end gap-x-4 gap-y-3"
            >
              <input type="hidden" name="month" value={month} />
              <TextField
                className="basis-96"
                label="Why"
                name="reason"
                required
                minLength={limits.reason.least}
                maxLength={limits.reason.most}
              />
              <Button type="submit">Make a correction</Button>
            </PostForm>
          </Section>
        </div>
      )}
      <div className="screen-only">
        <Section id="all-statements" title="All statements">
          <StatementList statements={all} at={`${base}/usage`} />
        </Section>
      </div>
    </Page>
  );
}
