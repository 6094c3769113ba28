import { z } from "zod";
import type { Session } from "../../database/types";
import { Plan } from "../rules/plan";
import { changeInPercent, sumOf } from "./decimal";
import { addMonths, boundsOf } from "./month";
import { readHours, readReported } from "./readReports";
import { type BillingContext, readUsageDocument } from "./readUsageDocument";
import type { UsageSum } from "./usageDocument";

/** Without a report for so many hours an organization that reported before is marked as silent. */
export const silentAfterHours = 24;

const hourMs = 3_600_000;

/** How an organization's engines report, as of now. */
export type Reporting = "reporting" | "silent" | "elsewhere" | "never" | "none";

/** A month of an organization among all. Amounts and sums are decimals as text; null where nothing was reported. */
export interface OrganizationMonth {
  readonly alias: string;
  readonly name: string;
  readonly plan: Plan;
  readonly total: UsageSum | null;
  /** By how much it has more vCPU-hours than the month before, in per cent. */
  readonly change: string | null;
  /** The number of the statement that it is from; null for a count of this moment. */
  readonly statement: number | null;
  readonly reporting: Reporting;
  /** Its latest report, ISO 8601. */
  readonly lastReportAt: string | null;
}

/** A month of all organizations together. */
export interface MonthOfAll {
  readonly month: string;
  readonly organizations: number;
  readonly instances: number;
  readonly hours: number;
  readonly vcpuHours: string;
  readonly memoryGibHours: string;
  readonly dataGibHours: string;
  readonly amount: string | null;
  readonly change: string | null;
}

/** What all organizations used. */
export interface Totals {
  readonly month: string;
  readonly currency: string | null;
  readonly organizations: readonly OrganizationMonth[];
  /** Newest first. */
  readonly months: readonly MonthOfAll[];
}

const Sum = z.object({
  instances: z.int(),
  hours: z.int(),
  vcpu_hours: z.string(),
  memory_gib_hours: z.string(),
  data_gib_hours: z.string(),
  peak_data_gib: z.string(),
  hours_not_reported: z.int(),
  amount: z.string().nullable(),
});

interface Cell {
  readonly total: UsageSum;
  readonly statement: number | null;
}

/**
 * What all organizations used in a month, and month by month before it. A month that has a statement is that of its latest
 * one, so that it agrees with what was billed; any other is counted now.
 * @param months how many months, the one asked for included
 */
export async function readTotals(
  context: BillingContext,
  { month, months }: { readonly month: string; readonly months: number },
): Promise<Totals> {
  const { database, now, prices } = context;
  const first = addMonths(month, 1 - months);
  const organizations = await database.prisma.organization.findMany({
    select: { id: true, alias: true, name: true, plan: true },
    orderBy: { alias: "asc" },
  });
  const lives = await readLives(
    database,
    organizations.map(({ id }) => id),
  );
  const cells = await readStated(database, { first, last: month });
  const counted = Array.from({ length: months }, (_, index) => addMonths(first, index));
  const unstated = [...lives].flatMap(([id, life]) =>
    counted
      .filter((one) => !cells.has(`${id} ${one}`) && mayHaveReported(life, one))
      .map((one) => ({ id, month: one })),
  );
  for (const { id, month: reported } of await readReported(database, unstated)) {
    const { total } = await readUsageDocument(context, { organizationId: id, month: reported });
    if (total !== null) cells.set(`${id} ${reported}`, { total, statement: null });
  }
  const before = addMonths(month, -1);
  return {
    month,
    currency: prices?.currency ?? null,
    organizations: organizations.map(({ id, plan, ...shown }) => {
      const cell = cells.get(`${id} ${month}`);
      const earlier = cells.get(`${id} ${before}`);
      const { reporting, lastReportAt } = reportingOf(lives.get(id), now);
      return {
        ...shown,
        plan: Plan.parse(plan),
        total: cell?.total ?? null,
        statement: cell?.statement ?? null,
        change:
          cell === undefined || earlier === undefined
            ? null
            : changeInPercent(earlier.total.vcpu_hours, cell.total.vcpu_hours),
        reporting,
        lastReportAt,
      };
    }),
    months: withChanges(
      Array.from({ length: months }, (_, index) => {
        const of = addMonths(month, -index);
        const sums = organizations.flatMap(({ id }) => cells.get(`${id} ${of}`)?.total ?? []);
        return { month: of, organizations: sums.length, ...sumOfAll(sums) };
      }),
    ),
  };
}

function sumOfAll(sums: readonly UsageSum[]) {
  const amounts = sums.flatMap(({ amount }) => amount ?? []);
  return {
    instances: sums.reduce((all, { instances }) => all + instances, 0),
    hours: sums.reduce((all, { hours }) => all + hours, 0),
    vcpuHours: sumOf(sums.map(({ vcpu_hours }) => vcpu_hours)),
    memoryGibHours: sumOf(sums.map(({ memory_gib_hours }) => memory_gib_hours)),
    dataGibHours: sumOf(sums.map(({ data_gib_hours }) => data_gib_hours)),
    amount: amounts.length === 0 ? null : sumOf(amounts),
  };
}

function withChanges(newestFirst: readonly Omit<MonthOfAll, "change">[]): MonthOfAll[] {
  return newestFirst.map((one, index) => {
    const before = newestFirst[index + 1];
    return { ...one, change: before === undefined ? null : changeInPercent(before.vcpuHours, one.vcpuHours) };
  });
}

/** Totals of the latest statements, by organization and month. */
async function readStated(
  { prisma }: Session,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<Map<string, Cell>> {
  const rows = await prisma.statement.findMany({
    where: { month: { gte: first, lte: last } },
    select: { organizationId: true, number: true, month: true, total: true },
    // The latest of a month is the one that stays in the map.
    orderBy: { revision: "asc" },
  });
  return new Map(
    rows.map(({ organizationId, month, number, total }) => [
      `${organizationId} ${month}`,
      { total: Sum.parse(total), statement: number },
    ]),
  );
}

interface Life {
  readonly firstHour: Date | null;
  readonly lastHour: Date | null;
  readonly instances: number;
  readonly registered: number;
}

/** Each is counted where its rows are: in a cluster an organization is on every server, and its instances are spread. */
async function readLives(session: Session, organizations: readonly number[]): Promise<Map<number, Life>> {
  const [hours, links] = await Promise.all([
    readHours(session, organizations),
    session.sql
      .selectFrom("organization_instance")
      .groupBy("organization_id")
      .select(({ fn }) => [
        "organization_id as id",
        fn.countAll<number>().as("instances"),
        fn.count<number>("registered_at").as("registered"),
      ])
      .execute(),
  ]);
  const linked = new Map(links.map(({ id, ...counts }) => [id, counts]));
  return new Map(
    organizations.map((id, index) => [
      id,
      {
        instances: 0,
        registered: 0,
        ...linked.get(id),
        ...(hours[index] ?? { firstHour: null, lastHour: null }),
      },
    ]),
  );
}

function mayHaveReported({ firstHour, lastHour }: Life, month: string): boolean {
  const { from, to } = boundsOf(month);
  return firstHour !== null && lastHour !== null && firstHour < to && lastHour >= from;
}

function reportingOf(
  life: Life | undefined,
  now: Date,
): { readonly reporting: Reporting; readonly lastReportAt: string | null } {
  if (life === undefined || (life.instances === 0 && life.lastHour === null))
    return { reporting: "none", lastReportAt: null };
  if (life.lastHour === null)
    return { reporting: life.registered > 0 ? "never" : "elsewhere", lastReportAt: null };
  // The report came within the hour that it is of.
  const isSilent = now.getTime() - life.lastHour.getTime() >= (silentAfterHours + 1) * hourMs;
  return { reporting: isSilent ? "silent" : "reporting", lastReportAt: life.lastHour.toISOString() };
}
