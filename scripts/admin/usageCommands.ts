import { z } from "zod";
import { findOrganization } from "../../lib/organizations/account/readOrganization";
import { CorrectStatement, correctStatement } from "../../lib/organizations/billing/makeStatement";
import { Month } from "../../lib/organizations/billing/month";
import { listStatements, ReadStatement, readStatement } from "../../lib/organizations/billing/readStatements";
import { readTotals } from "../../lib/organizations/billing/readTotals";
import { readUsageDocument } from "../../lib/organizations/billing/readUsageDocument";
import {
  type UsageDocument,
  type UsageSum,
  usageStates,
} from "../../lib/organizations/billing/usageDocument";
import { usageDocumentCsv } from "../../lib/organizations/billing/usageDocumentCsv";
import { type AdminAnswer, defineCommand, defineOrganizationCommand } from "./command";
import { answerList, ListByNumber, listOptions, listUsage } from "./listCommand";
import { table, time } from "./table";

const csv = { csv: { type: "boolean", default: false } } as const;
const titles = ["hours", "not reported", "vCPU-hours", "memory GiB-hours", "data GiB-hours", "peak data GiB"];

export const usageCommands = [
  defineCommand({
    name: "usage",
    parameters: [],
    options: { month: { type: "string" }, organization: { type: "string" }, ...csv },
    optionsUsage: "--month <YYYY-MM> [--organization <alias> [--csv]]",
    about:
      "What an organization used in a month, by project and instance, as its page and its files say; without an organization, the totals of all",
    given: z
      .object({ month: Month, organization: z.string().optional(), csv: z.boolean() })
      .refine(({ organization, csv }) => !csv || organization !== undefined, "csv is of one organization"),
    async run(context, { month, organization: alias, csv: isCsv }) {
      if (alias === undefined) return sayTotals(await readTotals(context, { month, months: 1 }));
      const { id: organizationId } = await findOrganization(context, { alias });
      return sayDocument(await readUsageDocument(context, { organizationId, month }), isCsv);
    },
  }),
  defineOrganizationCommand({
    name: "statement list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about: "Statements of an organization, newest first, each with its hash",
    given: ListByNumber,
    run: (context, { organizationId, ...given }) =>
      answerList(given, {
        read: (part) => listStatements(context, { organizationId, part }),
        placeOf: ({ number }) => String(number),
        titles: ["number", "statement", "month", "made", "corrects", "SHA-256"],
        cells: ({ number, name, month, madeAt, corrects, sha256 }) => [
          String(number),
          name,
          month,
          time(madeAt),
          corrects === null ? "" : String(corrects),
          sha256,
        ],
        empty: "no statements",
      }),
  }),
  defineOrganizationCommand({
    name: "statement show",
    parameters: ["number"],
    options: csv,
    optionsUsage: "[--csv]",
    about: "A statement as it was made",
    given: z.object({ number: ReadStatement.shape.number, csv: z.boolean() }),
    async run(context, { organizationId, number, csv: isCsv }) {
      return sayDocument((await readStatement(context, { organizationId, number })).document, isCsv);
    },
  }),
  defineOrganizationCommand({
    name: "statement correct",
    parameters: ["month"],
    options: { reason: { type: "string" } },
    optionsUsage: "--reason <text>",
    about: "Makes a statement of what is counted now, which names the one that it takes the place of",
    given: CorrectStatement.pick({ month: true, reason: true }),
    async run(context, { organizationId, month, reason }) {
      const { prices } = context;
      const number = await correctStatement(context, { organizationId, month, reason, prices });
      const { document } = await readStatement(context, { organizationId, number });
      const { statement } = document;
      return {
        json: statement,
        text: `${statement?.number ?? ""} takes the place of ${statement?.corrects ?? ""}`,
      };
    },
  }),
];

/** Its digits are those of the document. */
function sayDocument(document: UsageDocument, isCsv: boolean): AdminAnswer {
  if (isCsv) return { json: document, text: usageDocumentCsv(document).trimEnd() };
  const { organization, month, statement, usage, prices, instances, total, without_usage } = document;
  const amount = prices === null ? [] : [`amount ${prices.currency}`];
  const head = `${organization.alias}, ${month}: ${statement === null ? "counted now, no statement" : `statement ${statement.number}`}`;
  if (total === null) return { json: document, text: `${head}\n${usageStates[usage]}` };
  const rows = [
    ...instances.map((one) => [
      one.instance_number === null ? "linked no longer" : `instance ${one.instance_number}`,
      one.project ?? "–",
      ...cellsOf(one, prices !== null),
    ]),
    ["total", `${total.instances} instances`, ...cellsOf(total, prices !== null)],
  ];
  const silent = without_usage.map(
    ({ instance_number, why }) => `instance ${instance_number}: no usage, ${why}`,
  );
  return {
    json: document,
    text: [head, "", table(["instance", "project", ...titles, ...amount], rows), ...silent].join("\n"),
  };
}

function sayTotals(totals: Awaited<ReturnType<typeof readTotals>>): AdminAnswer {
  const { currency, organizations, months } = totals;
  const [all] = months;
  const isPriced = currency !== null;
  const rows = organizations.map(({ alias, plan, reporting, total, statement }) => [
    alias,
    plan,
    reporting,
    ...(total === null ? titles.map(() => "–") : cellsOf(total, false)),
    ...(isPriced ? [total?.amount ?? "–"] : []),
    statement === null ? "–" : String(statement),
  ]);
  const sum = `vCPU-hours ${all?.vcpuHours ?? "0"}, memory GiB-hours ${all?.memoryGibHours ?? "0"}, data GiB-hours ${all?.dataGibHours ?? "0"}`;
  return {
    json: totals,
    text: [
      table(
        ["alias", "plan", "reports", ...titles, ...(isPriced ? [`amount ${currency}`] : []), "statement"],
        rows,
        "no organizations",
      ),
      "",
      `All: ${sum}${all?.amount === null || all === undefined ? "" : `, ${currency} ${all.amount}`}`,
    ].join("\n"),
  };
}

function cellsOf(sum: UsageSum, hasAmount: boolean): string[] {
  return [
    String(sum.hours),
    String(sum.hours_not_reported),
    sum.vcpu_hours,
    sum.memory_gib_hours,
    sum.data_gib_hours,
    sum.peak_data_gib,
    ...(hasAmount ? [sum.amount ?? "–"] : []),
  ];
}
