import type { OrganizationMonth, Reporting, Totals } from "@/lib/organizations/billing/readTotals";
import { statementName } from "@/lib/organizations/billing/usageDocument";
import { sayAmount, sayDigits } from "@/lib/words/money";
import { sayMonth, sayShortTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { capitalise } from "@/lib/words/sayPlurals";
import { MonthForm } from "../billing/usage-month";
import { Badge, DataTable, Link, type ListPart, numbers, Page, Pager, Section } from "../ui";
import { SignOut } from "../ui/sign-out";

const reportingWords: Readonly<Record<Reporting, string>> = {
  reporting: "reporting",
  silent: "silent",
  elsewhere: "reports no usage, as AWS Marketplace",
  never: "never reported",
  none: "no instance",
};

/** What all organizations used, for the operator: the same sums as their statements. */
export function TotalsPage({
  totals: { month, currency, months },
  organizations,
}: {
  totals: Omit<Totals, "organizations">;
  organizations: ListPart<OrganizationMonth>;
}) {
  return (
    <Page
      title={`Usage in ${sayMonth(month)}`}
      above={<Link href="/operator">Operator</Link>}
      lead="Of all organizations. A month that has a statement is what that says; any other is counted now."
      aside={<SignOut action="/operator/sign-out" />}
    >
      <MonthForm action="/operator/usage" month={month} />
      <Section id="organizations" title="By organization">
        <DataTable
          id="organizations-table"
          caption={`Usage in ${sayMonth(month)} by organization`}
          captionHidden
          columns={[
            "Organization",
            "Plan",
            "Reports",
            ...numbers("vCPU-hours", "Change", "Memory, GiB-hours", "Data, GiB-hours", "Not reported"),
            ...(currency === null ? [] : numbers("Amount")),
            "Statement",
          ]}
          rows={organizations.rows.map((one) => ({ key: one.alias, cells: cellsOf(one, month, currency) }))}
          empty="No organization yet."
        />
        <Pager label="Pages of organizations" first={organizations.first} next={organizations.next} />
      </Section>
      <Section id="months" title="Month by month">
        <DataTable
          id="months-table"
          caption="Usage of all organizations by month, newest first"
          captionHidden
          columns={[
            "Month",
            ...numbers("Organizations", "Instances", "Hours", "vCPU-hours", "Change"),
            ...numbers("Memory, GiB-hours", "Data, GiB-hours"),
            ...(currency === null ? [] : numbers("Amount")),
          ]}
          rows={months.map((one) => ({
            key: one.month,
            cells: [
              <Link key="month" href={`/operator/usage?month=${one.month}`}>
                {sayMonth(one.month)}
              </Link>,
              sayCount(one.organizations),
              sayCount(one.instances),
              sayCount(one.hours),
              sayDigits(one.vcpuHours),
              sayChange(one.change),
              sayDigits(one.memoryGibHours),
              sayDigits(one.dataGibHours),
              ...(currency === null ? [] : [sayAmount(one.amount, currency)]),
            ],
          }))}
        />
      </Section>
    </Page>
  );
}

function cellsOf(one: OrganizationMonth, month: string, currency: string | null) {
  const { alias, name, plan, total, change, statement, reporting, lastReportAt } = one;
  const base = `/operator/organizations/${alias}/usage`;
  const isBad = reporting === "silent" || reporting === "never";
  return [
    <Link key="alias" href={`${base}?month=${month}`}>
      {name}
    </Link>,
    capitalise(plan),
    <span key="reporting" className="flex flex-col gap-1">
      <span>
        {isBad ? <Badge tone="caution">{reportingWords[reporting]}</Badge> : reportingWords[reporting]}
      </span>
      {reporting === "silent" && lastReportAt !== null ? (
        <span className="text-ink-soft whitespace-nowrap">since {sayShortTime(lastReportAt)}</span>
      ) : null}
    </span>,
    ...(total === null
      ? ["–", "–", "–", "–", "–"]
      : [
          sayDigits(total.vcpu_hours),
          sayChange(change),
          sayDigits(total.memory_gib_hours),
          sayDigits(total.data_gib_hours),
          `${sayCount(total.hours_not_reported)} h`,
        ]),
    ...(currency === null ? [] : [sayAmount(total?.amount ?? null, currency)]),
    statement === null ? (
      "none"
    ) : (
      <Link key="statement" href={`${base}?statement=${statement}`}>
        {statementName(alias, statement)}
      </Link>
    ),
  ];
}

function sayChange(change: string | null): string {
  if (change === null) return "–";
  const digits = sayDigits(change.replace("-", ""));
  return `${change.startsWith("-") ? "−" : "+"}${digits}%`;
}
