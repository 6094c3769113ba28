import { onSite } from "@/lib/http/onSite";
import type { StatementEntry } from "@/lib/organizations/billing/readStatements";
import { limits } from "@/lib/organizations/rules/limits";
import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import { usageMethod } from "@/lib/organizations/usage/usageJson";
import { monthsUpTo } from "@/lib/organizations/usage/usageMonths";
import { forExcel } from "@/lib/words/csvForExcel";
import { countOf } from "@/lib/words/sayPlurals";
import { MonthForm, StatementList } from "../../billing/usage-month";
import { Button, Link, type ListPart, Pager, Prose, Section, SelectField } from "../../ui";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";
import { UsageCharts } from "./usage-charts";
import { sumsByMonth, UsageTable } from "./usage-table";

interface UsagePageProps extends ShownOrganization {
  usage: readonly UsageMonth[];
  /** The part of it that the table has. */
  page: ListPart<UsageMonth>;
  /** Newest first. */
  statements: readonly StatementEntry[];
  /** How many months back, the running one included. */
  months: number;
  /** The UTC day that is still running, `YYYY-MM-DD`. */
  today: string;
  billingRetentionDays: number;
}

const offered = [1, 3, 6, 12, 24, 36, 60, limits.months] as const;

/** What an organization's instances used, by month. */
export function UsagePage({
  usage,
  page,
  statements,
  months,
  today,
  billingRetentionDays,
  ...shown
}: UsagePageProps) {
  const shownMonths = monthsUpTo(new Date(`${today}T00:00:00Z`), months);
  return (
    <OrganizationFrame
      {...shown}
      path="/org/usage"
      title="Usage"
      lead="What engines reported every hour, summed by month and instance: what an invoice is made from."
    >
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <form
          action={onSite("/org/usage")}
          method="get"
          className="screen-only flex flex-wrap items-end gap-3"
        >
          <SelectField label="Months" name="months" defaultValue={months} className="w-44">
            {[...new Set([...offered, months])]
              .sort((a, b) => a - b)
              .map((one) => (
                <option key={one} value={one}>
                  {one === 1 ? "This month" : `The last ${one}`}
                </option>
              ))}
          </SelectField>
          <Button type="submit">Show</Button>
        </form>
        <p className="text-sm text-ink-soft">
          As a table: <Link href={`/org/usage.csv?months=${months}`}>CSV</Link>, or{" "}
          <Link href={forExcel(`/org/usage.csv?months=${months}`)}>for Excel</Link>, a row for each month and
          instance
        </p>
      </div>
      <Section
        id="months"
        title="A single month"
        lead="By project and instance, to print or to download: the running month, and what is counted now of those before."
      >
        <MonthForm action="/org/usage" month={shownMonths.at(-2) ?? shownMonths.at(-1) ?? ""} />
        <h3 className="mt-6 mb-2 text-[1.0625rem]">Statements</h3>
        <StatementList statements={statements} at="/org/usage" />
      </Section>
      <Section id="charts" title="By month">
        <UsageCharts usage={usage} months={shownMonths} today={today} />
      </Section>
      <Section id="by-instance" title="By month and instance">
        <UsageTable usage={page.rows} sums={sumsByMonth(usage)} />
        <Pager label="Pages of usage" {...page} />
      </Section>
      <Section id="counting" title="How hours are counted">
        <Prose>
          <ul>
            {usageMethod.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            <li>
              “Peak data” is the largest data size that was reported; of all instances it is the sum of their
              largest ones.
            </li>
            <li>
              Usage reports are kept for {countOf(billingRetentionDays, "day")}, also those of instances whose
              events were erased: billing needs them.
            </li>
          </ul>
        </Prose>
      </Section>
    </OrganizationFrame>
  );
}
