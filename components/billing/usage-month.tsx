import { onSite } from "@/lib/http/onSite";
import { closeAfterHours } from "@/lib/organizations/billing/month";
import type { StatementEntry } from "@/lib/organizations/billing/readStatements";
import {
  type UsageDocument,
  type UsageSum,
  usageStates,
  withoutUsage,
} from "@/lib/organizations/billing/usageDocument";
import { forExcel } from "@/lib/words/csvForExcel";
import { sayAmount, sayDigits } from "@/lib/words/money";
import { sayMonth, sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { Button, Callout, Link, Prose, Section, TextField } from "../ui";

/** So many instances are printed on a page. */
const rowsOfPage = 40;

interface UsageMonthProps {
  document: UsageDocument;
  /** Where files of it are: without what names the month or the statement. */
  files: { readonly csv: string; readonly json: string };
  /** What names it in an address: `month=2026-10`. */
  query: string;
  /** Of the month, newest first. */
  statements: readonly StatementEntry[];
  /** Where the page is, for the way to statements. */
  at: string;
  /** True where the count of now says something else than the latest statement. */
  isLate: boolean;
}

/** A month of an organization, on the screen and on paper. Digits are those of the document: nothing is summed or rounded here. */
export function UsageMonth({ document, files, query, statements, at, isLate }: UsageMonthProps) {
  const { statement, is_over, made_at, usage, rules, without_usage, total } = document;
  return (
    <div className="bill flex flex-col gap-8 print:gap-3">
      <p className="max-w-measure print:max-w-none">
        {statement === null ? (
          <>
            Counted {sayTime(made_at)}. {is_over ? "" : "The month is not over. "}This is no statement.
          </>
        ) : (
          <>
            <strong className="font-semibold">Statement {statement.number}</strong>, made {sayTime(made_at)}
            {statement.corrects === null
              ? "."
              : `, in place of ${statement.corrects}: ${statement.reason ?? ""}`}
          </>
        )}{" "}
        {document.organization.name} ({document.organization.alias}), {document.organization.plan} edition.
        {usage === "used" ? null : <> {usageStates[usage]}</>}
      </p>
      {isLate ? (
        <Callout tone="caution" title="Reports came late">
          What is counted now is not what the latest statement of the month says. A correction takes its
          place.
        </Callout>
      ) : null}
      {total === null ? null : <Rows document={document} total={total} />}
      {without_usage.length === 0 ? null : <WithoutUsage rows={without_usage} />}
      <p className="screen-only text-sm text-ink-soft">
        The same as <Link href={`${files.csv}?${query}`}>CSV</Link>,{" "}
        <Link href={forExcel(`${files.csv}?${query}`)}>for Excel</Link>, or{" "}
        <Link href={`${files.json}?${query}`}>JSON</Link>.
      </p>
      <Section id="statements" title="Statements of the month">
        <StatementList statements={statements} at={at} />
      </Section>
      <Section id="rules" title="How it is counted">
        <Prose>
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </Prose>
      </Section>
    </div>
  );
}

/** Statements, each with the way to it. */
export function StatementList({ statements, at }: { statements: readonly StatementEntry[]; at: string }) {
  if (statements.length === 0) {
    return (
      <p className="text-ink-soft">
        None yet: one is made {closeAfterHours} hours after the end of a month in which engines reported.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-1">
      {statements.map(({ number, name, month, madeAt, correctedBy }) => (
        <li key={number}>
          <Link href={`${at}?statement=${number}`}>
            {name}, {sayMonth(month)}
          </Link>
          , made {sayTime(madeAt)}
          {correctedBy === null ? "" : ", corrected by a later one"}
        </li>
      ))}
    </ul>
  );
}

/** The way to a single month. @param month the one that is offered */
export function MonthForm({ action, month }: { action: string; month: string }) {
  return (
    <form action={onSite(action)} method="get" className="screen-only flex flex-wrap items-end gap-3">
      <TextField
        className="w-44"
        label="Month"
        name="month"
        type="month"
        required
        pattern="\d{4}-\d{2}"
        title="As 2026-10"
        defaultValue={month}
      />
      <Button type="submit">Open the month</Button>
    </form>
  );
}

/** What an instance is called here: its ID is on no bill. */
function nameOf({ instance_number, instances }: UsageDocument["instances"][number]): string {
  return instance_number === null
    ? `${countOf(instances, "instance")} linked no longer`
    : `Instance ${instance_number}`;
}

function Rows({ document, total }: { document: UsageDocument; total: UsageSum }) {
  const { instances, projects, prices, month } = document;
  const currency = prices?.currency ?? null;
  const titles = [
    "Hours",
    "Not reported",
    "vCPU-hours",
    "Memory, GiB-hours",
    "Data, GiB-hours",
    "Peak data, GiB",
    ...(currency === null ? [] : [`Amount, ${currency}`]),
  ];
  const rows = instances.map((one) => ({
    key: `${one.project} ${one.instance_number}`,
    project: one.project ?? "–",
    name: nameOf(one),
    sum: one,
  }));
  const sheets = Array.from({ length: Math.ceil(rows.length / rowsOfPage) }, (_, sheet) =>
    rows.slice(sheet * rowsOfPage, (sheet + 1) * rowsOfPage),
  );
  return (
    <section
      aria-label={`Usage in ${sayMonth(month)}`}
      className="scroll-edges relative overflow-x-auto print:overflow-visible print:bg-none"
      // A region that scrolls must be reachable with the keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
    >
      <table className="data-table" id="usage-month">
        <caption className="sr-only">Usage in {sayMonth(month)} by project and instance</caption>
        <thead>
          <tr>
            <th scope="col">Instance</th>
            <th scope="col">Project</th>
            {titles.map((title) => (
              <th key={title} scope="col" className="text-right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {sheets.map((sheet) => (
          <tbody key={sheet[0]?.key} className="sheet">
            {sheet.map(({ key, project, name, sum }) => (
              <tr key={key}>
                <th scope="row" className="whitespace-nowrap">
                  {name}
                </th>
                <td>{project}</td>
                <Cells sum={sum} hasAmount={currency !== null} />
              </tr>
            ))}
          </tbody>
        ))}
        <tbody className="totals">
          {projects.length < 2
            ? null
            : projects.map((sum) => (
                <tr key={sum.project ?? ""} className="font-medium">
                  <th scope="row" className="whitespace-nowrap">
                    {countOf(sum.instances, "instance")}
                  </th>
                  <td>{sum.project === null ? "without a project" : `of ${sum.project}`}</td>
                  <Cells sum={sum} hasAmount={currency !== null} />
                </tr>
              ))}
          <tr className="font-semibold">
            <th scope="row" className="whitespace-nowrap">
              Total
            </th>
            <td>{countOf(total.instances, "instance")}</td>
            <Cells sum={total} hasAmount={currency !== null} />
          </tr>
        </tbody>
      </table>
      {prices === null ? (
        <p className="mt-3 text-sm text-ink-soft">
          {document.priced === "not by usage"
            ? "The plan is not charged by usage: there are no amounts."
            : "This installation has no prices: there are no amounts."}
        </p>
      ) : (
        <p className="mt-3 text-sm text-ink-soft">
          Prices since {prices.from}: a vCPU-hour {sayAmount(prices.per_vcpu_hour, prices.currency)}, a memory
          GiB-hour {sayAmount(prices.per_memory_gib_hour, prices.currency)}, a data GiB-hour{" "}
          {sayAmount(prices.per_data_gib_hour, prices.currency)}.
        </p>
      )}
    </section>
  );
}

function Cells({ sum, hasAmount }: { sum: UsageSum; hasAmount: boolean }) {
  const texts = [
    sayCount(sum.hours),
    sum.hours_not_reported === 0 ? "–" : `${sayCount(sum.hours_not_reported)} h`,
    sayDigits(sum.vcpu_hours),
    sayDigits(sum.memory_gib_hours),
    sayDigits(sum.data_gib_hours),
    sayDigits(sum.peak_data_gib),
    ...(hasAmount ? [sum.amount === null ? "–" : sayDigits(sum.amount)] : []),
  ];
  return texts.map((text, column) => (
    // Columns have no other name.
    // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
    <td key={column} className="is-number">
      {text}
    </td>
  ));
}

/** Instances that are linked and reported nothing: told apart, since neither is a use of zero. */
function WithoutUsage({ rows }: { rows: UsageDocument["without_usage"] }) {
  return (
    <Section id="without-usage" title="Without usage">
      <ul className="flex flex-col gap-1">
        {(["silent", "elsewhere"] as const).map((why) => {
          const of = rows.filter((row) => row.why === why);
          if (of.length === 0) return null;
          return (
            <li key={why}>
              {withoutUsage[why]}: {of.map(({ instance_number }) => `instance ${instance_number}`).join(", ")}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
