import { type CsvColumn, type CsvValue, csvTable } from "../../words/csv";
import { type UsageDocument, type UsageSum, usageStates, withoutUsage } from "./usageDocument";

interface Row extends Partial<Omit<UsageSum, "instances">> {
  readonly row: "instance" | "project" | "total" | "no usage";
  readonly project: string | null;
  readonly instance_number: number | null;
  readonly instances: number;
  readonly why: string | null;
}

const columns: readonly (CsvColumn & { readonly read: (row: Row) => CsvValue })[] = [
  {
    name: "row",
    what: "instance; project, the sum of its instances; total, the sum of all; or no usage, a linked instance that reported nothing.",
    read: ({ row }) => row,
  },
  { name: "project", what: "As the engine registered it.", read: ({ project }) => project },
  {
    name: "instance_number",
    what: "Number of the instance; empty for those linked no longer, together.",
    read: ({ instance_number }) => instance_number,
  },
  { name: "instances", what: "How many instances the row is of.", read: ({ instances }) => instances },
  { name: "hours_reported", what: "Hours with a report.", read: ({ hours = null }) => hours },
  {
    name: "hours_not_reported",
    what: "Hours that were due and have no report; not billed.",
    read: ({ hours_not_reported = null }) => hours_not_reported,
  },
  {
    name: "vcpu_hours",
    what: "CPUs reported, summed over the hours.",
    read: ({ vcpu_hours = null }) => vcpu_hours,
  },
  {
    name: "memory_gib_hours",
    what: "Memory reported in GiB, summed over the hours.",
    read: ({ memory_gib_hours = null }) => memory_gib_hours,
  },
  {
    name: "data_gib_hours",
    what: "Data reported in GiB, summed over the hours.",
    read: ({ data_gib_hours = null }) => data_gib_hours,
  },
  {
    name: "peak_data_gib",
    what: "The largest data size reported in GiB.",
    read: ({ peak_data_gib = null }) => peak_data_gib,
  },
  { name: "amount", what: "In the currency above.", read: ({ amount = null }) => amount },
  { name: "why", what: "Why there is no usage.", read: ({ why }) => why },
];

/** The document as a table in RFC 4180 form, after lines that say what it is and how it was counted. */
export function usageDocumentCsv(document: UsageDocument): string {
  const { organization, month, made_at, is_over, statement, usage, prices, priced, rules } = document;
  const { alias, name, plan } = organization;
  const about = [
    `Usage of ${name} (${alias}), ${plan} edition, in ${month} (UTC)`,
    statement === null
      ? `A count of ${made_at}, no statement${is_over ? "" : "; the month is not over"}`
      : `Statement ${statement.number} of ${made_at}${statement.corrects === null ? "" : `, in place of ${statement.corrects}: ${statement.reason ?? ""}`}`,
    ...(usage === "used" ? [] : [usageStates[usage]]),
    ...(prices === null
      ? [priced === "not by usage" ? "The plan is not charged by usage." : "Without prices."]
      : [
          `Prices in ${prices.currency} since ${prices.from}: a vCPU-hour ${prices.per_vcpu_hour}, a memory GiB-hour ${prices.per_memory_gib_hour}, a data GiB-hour ${prices.per_data_gib_hour}`,
        ]),
    ...rules,
  ];
  return csvTable(about, columns, rowsOf(document));
}

/** The name under which a file of it is saved: `usage_acme_2026-10.csv`, `statement_acme-0003.csv`. */
export function usageDocumentFileName(
  { organization, month, statement }: UsageDocument,
  form: "csv" | "json",
): string {
  const name = statement === null ? `usage_${organization.alias}_${month}` : `statement_${statement.number}`;
  return `${name}.${form}`;
}

function rowsOf({ instances, projects, total, without_usage }: UsageDocument): Row[] {
  return [
    ...instances.map((one) => ({ ...one, row: "instance" as const, why: null })),
    ...projects.map((one) => ({ ...one, row: "project" as const, instance_number: null, why: null })),
    ...(total === null
      ? []
      : [{ ...total, row: "total" as const, project: null, instance_number: null, why: null }]),
    ...without_usage.map(({ project, instance_number, why }) => ({
      ...{ row: "no usage" as const, project, instance_number, instances: 1, why: withoutUsage[why] },
    })),
  ];
}
