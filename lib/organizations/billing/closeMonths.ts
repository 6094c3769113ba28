import { actors } from "../audit/actors";
import type { OrganizationContext } from "../rules/context";
import { isOrganizationProblem } from "../rules/organizationProblem";
import { closeMonth } from "./makeStatement";
import { addMonths, boundsOf, closesAt, monthOf } from "./month";
import type { Prices } from "./prices";

interface Closing {
  readonly context: Omit<OrganizationContext, "actor">;
  readonly prices: Prices | null;
  /** Asked between two statements. */
  readonly goOn?: () => Promise<boolean>;
}

/**
 * Closes every month that is over for long enough and has reports and no statement yet.
 * @returns how many it closed
 * @throws the first error of an organization, when all others are done
 */
export async function closeMonths({
  context: given,
  prices,
  goOn = async () => true,
}: Closing): Promise<number> {
  const context = { ...given, actor: actors.service };
  const { prisma } = context.database;
  let closed = 0;
  const errors: unknown[] = [];
  for (const { id: organizationId } of await prisma.organization.findMany({ select: { id: true } })) {
    for (let month = await nextMonth(context, organizationId); month !== null; ) {
      if (!(await goOn())) return closed;
      const isMade = await closeMonth(context, { organizationId, month, prices }).then(
        () => true,
        (error: unknown) => {
          // Somebody else was faster, or what was reported is too old to be kept by now.
          const isNothing =
            isOrganizationProblem(error) && ["statement-made", "no-usage"].includes(error.problem);
          if (!isNothing) errors.push(error);
          return false;
        },
      );
      if (!isMade) break;
      closed += 1;
      month = await nextMonth(context, organizationId);
    }
  }
  if (errors.length > 0) throw errors[0];
  return closed;
}

/** The earliest month after the last statement that has a report and can be closed; null for none. */
async function nextMonth(
  { database: { prisma }, now }: Pick<OrganizationContext, "database" | "now">,
  organizationId: number,
): Promise<string | null> {
  const last = await prisma.statement.findFirst({
    where: { organizationId },
    orderBy: { month: "desc" },
    select: { month: true },
  });
  const first = await prisma.usageHour.findFirst({
    where: {
      organizationId,
      ...(last === null ? {} : { hour: { gte: boundsOf(addMonths(last.month, 1)).from } }),
    },
    orderBy: { hour: "asc" },
    select: { hour: true },
  });
  if (first === null) return null;
  const month = monthOf(first.hour);
  return closesAt(month) <= now ? month : null;
}
