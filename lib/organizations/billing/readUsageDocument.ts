import { z } from "zod";
import type { Session } from "../../database/types";
import { currencyDecimals } from "../../words/money";
import { type Organization, organizationFields, toOrganization } from "../account/organization";
import { ofOrganization, parseInput, type Unparsed } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";
import { amountOf, toGib } from "./decimal";
import { boundsOf, hourOf, hoursBetween, Month, monthOf } from "./month";
import { type PlanPrices, type Prices, pricesOf } from "./prices";
import { type MonthRow, readMonthRows, readUnreported } from "./readMonthRows";
import { sumProjects, sumUsage } from "./sums";
import {
  amountRule,
  type UsageDocument,
  type UsageOfInstance,
  type UsageState,
  usageRules,
} from "./usageDocument";

/** What reading of bills needs. */
export interface BillingContext {
  readonly database: Session;
  readonly now: Date;
  /** The operator's, where there are any. */
  readonly prices: Prices | null;
}

export const ReadUsageDocument = z.object({ ...ofOrganization, month: Month });

/**
 * A month of an organization as it stands now. Pages, files, calls, commands and statements are all made of this.
 * @throws OrganizationProblem for a month that cannot be, and one that has not begun
 */
export async function readUsageDocument(
  { database, now, prices }: BillingContext,
  input: Unparsed<typeof ReadUsageDocument>,
): Promise<UsageDocument> {
  const { organizationId, month } = parseInput(ReadUsageDocument, input);
  if (month > monthOf(now)) throw new OrganizationProblem("month");
  const row = await database.prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: organizationFields,
  });
  const { alias, name, plan }: Organization = toOrganization(row);
  const [reported, unreported] = await Promise.all([
    readMonthRows(database, { organizationId, month }),
    readUnreported(database, { organizationId, month }),
  ]);
  const planPrices = pricesOf(prices, plan, month);
  const currency = prices?.currency ?? "";
  const priced = { prices: planPrices, decimals: planPrices === null ? 0 : currencyDecimals(currency) };
  const rows = inOrder(together(reported.map((one) => toRow(one, { month, now, ...priced }))));
  const without = unreported.map(({ number, project, hasRegistered, hadReported }) => ({
    project,
    instance_number: number,
    why: hasRegistered || hadReported ? ("silent" as const) : ("elsewhere" as const),
  }));
  return {
    organization: { alias, name, plan },
    month,
    made_at: now.toISOString(),
    is_over: boundsOf(month).to <= now,
    statement: null,
    usage: stateOf(rows, without),
    prices: planPrices === null ? null : { currency, ...withoutPlan(planPrices) },
    priced: planPrices !== null ? "yes" : prices === null ? "no prices" : "not by usage",
    instances: rows,
    projects: sumProjects(rows),
    total: rows.length === 0 ? null : sumUsage(rows),
    without_usage: without,
    rules: planPrices === null ? [...usageRules] : [...usageRules, amountRule],
  };
}

function withoutPlan({ plan: _, ...prices }: PlanPrices) {
  return prices;
}

function stateOf(
  rows: readonly UsageOfInstance[],
  without: readonly { readonly why: "elsewhere" | "silent" }[],
): UsageState {
  if (rows.length > 0) return "used";
  if (without.length === 0) return "none";
  return without.every(({ why }) => why === "elsewhere") ? "elsewhere" : "silent";
}

interface Pricing {
  readonly month: string;
  readonly now: Date;
  readonly prices: PlanPrices | null;
  readonly decimals: number;
}

function toRow(row: MonthRow, { prices, decimals, ...when }: Pricing): UsageOfInstance {
  const used = {
    vcpu_hours: row.vcpuHours,
    memory_gib_hours: toGib(row.memoryByteHours),
    data_gib_hours: toGib(row.dataByteHours),
  };
  return {
    project: row.project,
    instance_number: row.number,
    instances: 1,
    hours: row.hours,
    ...used,
    peak_data_gib: toGib(row.dataPeakBytes),
    hours_not_reported: hoursNotReported(row, when),
    amount:
      prices === null
        ? null
        : amountOf(
            [
              { quantity: used.vcpu_hours, price: prices.per_vcpu_hour },
              { quantity: used.memory_gib_hours, price: prices.per_memory_gib_hour },
              { quantity: used.data_gib_hours, price: prices.per_data_gib_hour },
            ],
            decimals,
          ),
  };
}

/** Due hours without a report; of a month that runs, those that are over. */
function hoursNotReported(
  { number, hours, firstHour, lastHour, hadReported }: MonthRow,
  { month, now }: { readonly month: string; readonly now: Date },
): number {
  const { from, to } = boundsOf(month);
  const afterLast = lastHour.getTime() + 3_600_000;
  const end = number === null ? afterLast : Math.min(hourOf(now).getTime(), to.getTime());
  // A report of the hour that runs is one more than is due.
  const until = new Date(Math.max(end, afterLast));
  return hoursBetween(hadReported ? from : firstHour, until) - hours;
}

/** Rows of instances that are linked no longer are one: what became of them is nobody's here. */
function together(rows: readonly UsageOfInstance[]): UsageOfInstance[] {
  const linked = rows.filter((row) => row.instance_number !== null);
  const others = rows.filter((row) => row.instance_number === null);
  if (others.length === 0) return linked;
  return [...linked, { project: null, instance_number: null, ...sumUsage(others) }];
}

/** By project, then by number; those without a project, and those that are linked no longer, come last. */
function inOrder(rows: readonly UsageOfInstance[]): UsageOfInstance[] {
  const place = ({ project, instance_number }: UsageOfInstance) =>
    [instance_number === null, project === null, project ?? "", instance_number ?? 0] as const;
  return rows.toSorted((a, b) => {
    const before = place(a);
    const after = place(b);
    const index = before.findIndex((one, at) => one !== after[at]);
    if (index < 0) return 0;
    return (before[index] ?? 0) < (after[index] ?? 0) ? -1 : 1;
  });
}
