import { z } from "zod";
import { about, time } from "../../http/json";
import { Plan } from "../rules/plan";
import { closeAfterHours } from "./month";

const decimal = (description: string) =>
  about(z.string(), `${description} A decimal as text, not rounded by any reader.`);

const quantities = {
  instances: about(z.int(), "How many it is the sum of."),
  hours: about(z.int(), "Hours with a report."),
  vcpu_hours: decimal("CPUs reported, summed over these hours."),
  memory_gib_hours: decimal("Memory reported in GiB, summed over these hours."),
  data_gib_hours: decimal("Data reported in GiB, summed over these hours."),
  peak_data_gib: decimal("The largest data size reported, in GiB; of several instances the sum of theirs."),
  hours_not_reported: about(z.int(), "Hours that were due and have no report. They are not billed."),
  amount: about(
    z.string().nullable(),
    "What it costs, with the decimals of the currency; null without prices.",
  ),
} as const;

const sumSchema = z.object(quantities);

const instanceSchema = z.object({
  project: about(z.string().nullable(), "As the engine registered it."),
  instance_number: about(z.int().nullable(), "Null for instances that are linked no longer, together."),
  ...quantities,
});

/** Why an instance that is linked has no usage in a month. */
export const withoutUsage = {
  elsewhere:
    "Never registered and never reported, as engines from AWS Marketplace, which are paid for there, and engines that only send events",
  silent: "Registered or reported before, and sent no report in this month",
} as const;

/** How a month of an organization stands, where it is not told by a sum. */
export const usageStates = {
  used: "Engines reported usage.",
  elsewhere:
    "Nothing was reported: all instances are of a kind that reports no usage, as those from AWS Marketplace, which are paid for there.",
  silent: "Nothing was reported, though engines registered or reported before.",
  none: "No instance was linked.",
} as const;

export type UsageState = keyof typeof usageStates;

const stateNames = Object.keys(usageStates) as [UsageState, ...UsageState[]];

/** A month of an organization: what a page, a file, a call and a command show, and what a statement keeps. */
export const usageDocumentSchema = z.object({
  organization: z.object({ alias: z.string(), name: z.string(), plan: Plan }),
  month: about(z.string(), "UTC month, `YYYY-MM`."),
  made_at: time,
  is_over: about(z.boolean(), "False while the month runs."),
  statement: about(
    z
      .object({
        number: about(z.string(), "Of the organization, such as `acme-0003`."),
        corrects: about(z.string().nullable(), "The statement that it takes the place of."),
        reason: about(z.string().nullable(), "Why it does."),
      })
      .nullable(),
    "Null for a count of this moment, which later reports change.",
  ),
  usage: about(z.enum(stateNames), "Whether there was any, and if not, why."),
  prices: about(
    z
      .object({
        currency: z.string(),
        from: about(z.string(), "Since when these prices hold."),
        per_vcpu_hour: z.string(),
        per_memory_gib_hour: z.string(),
        per_data_gib_hour: z.string(),
      })
      .nullable(),
    "Null where the operator has no prices, or none for the plan.",
  ),
  priced: about(
    z.enum(["yes", "no prices", "not by usage"]),
    "`no prices` where the operator has none, `not by usage` where the plan has none.",
  ),
  instances: about(z.array(instanceSchema), "By project and number."),
  projects: z.array(sumSchema.extend({ project: z.string().nullable() })),
  total: about(sumSchema.nullable(), "The sum of the instances above; null where nothing was reported."),
  without_usage: about(
    z.array(
      z.object({
        project: z.string().nullable(),
        instance_number: z.int(),
        why: about(
          z.enum(["elsewhere", "silent"]),
          "`elsewhere` where it never registered and never reported, as those from AWS Marketplace.",
        ),
      }),
    ),
    "Linked instances that reported nothing in the month.",
  ),
  rules: about(z.array(z.string()), "How it was counted."),
});

export type UsageDocument = z.output<typeof usageDocumentSchema>;
export type UsageOfInstance = z.output<typeof instanceSchema>;
export type UsageSum = z.output<typeof sumSchema>;

/** How a month is counted, in the document itself. */
export const usageRules = [
  "An engine reports its CPUs, its memory and its data at its start and every hour. Of several reports in an hour (UTC) the last counts.",
  "vCPU-hours and GiB-hours are sums over the hours with a report. GiB (1,073,741,824 bytes) are rounded half up to three decimals for each instance; a sum is that of its rows, digit by digit.",
  "An hour is due from an instance's first report on until the month ends, or until its last report where it is linked no longer. A due hour without a report is not reported. It counts nothing and is not billed.",
  "The largest data size of several instances is the sum of theirs, which need not have been at the same time.",
  `A statement is made ${closeAfterHours} hours after the end of the month and never changes. Reports that come later are in a correction, which names it.`,
] as const;

/** How amounts come about, where there are any. */
export const amountRule =
  "An amount is the sum of an instance's quantities above times their prices, rounded half up once; a sum is that of its rows.";

/** Of a statement, for people: `acme-0003`. */
export function statementName(alias: string, number: number): string {
  return `${alias}-${String(number).padStart(4, "0")}`;
}
