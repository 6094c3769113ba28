import type { Part } from "../../database/part";
import type { Session } from "../../database/types";
import { dayOf } from "../../words/period";

/** A revision of published weeks, as the public list of corrections says it. */
export interface Correction {
  readonly revision: number;
  /** ISO 8601. */
  readonly revisedAt: string;
  readonly reason: string;
  /** First days of the first and the last week; null where all weeks from before the present rules are meant. */
  readonly weeks: { readonly first: string; readonly last: string } | null;
}

/** Everything that was corrected, and what is kept back: all of it is public. */
export interface Corrections {
  /** Newest first. */
  readonly corrections: readonly Correction[];
  /** Weeks that are held for review, by their first day. */
  readonly held: readonly { readonly week: string; readonly since: string }[];
  /** Instances that the operator excluded from all counts. */
  readonly excluded: number;
}

/** Which part of the corrections: after the revision of a number, and after the week of a day; without one all. */
export interface CorrectionParts {
  readonly revisions?: Part;
  readonly held?: Part;
}

export async function readCorrections(
  { prisma, sql }: Pick<Session, "prisma" | "sql">,
  parts: CorrectionParts = {},
): Promise<Corrections> {
  const { revisions: ofRevisions, held: ofHeld } = parts;
  const [revisions, held, excluded] = await Promise.all([
    prisma.statisticRevision.findMany({
      where: ofRevisions?.after ? { revision: { lt: Number(ofRevisions.after) } } : {},
      orderBy: { revision: "desc" },
      ...(ofRevisions === undefined ? {} : { take: ofRevisions.take }),
    }),
    prisma.statisticPeriod.findMany({
      where: {
        heldAt: { not: null },
        releasedAt: null,
        ...(ofHeld?.after ? { periodStart: { lt: new Date(ofHeld.after) } } : {}),
      },
      orderBy: { periodStart: "desc" },
      ...(ofHeld === undefined ? {} : { take: ofHeld.take }),
    }),
    sql
      .selectFrom("visible_instance")
      .select(({ fn }) => fn.countAll<number>().as("n"))
      .where("excluded_at", "is not", null)
      .executeTakeFirst(),
  ]);
  return {
    corrections: revisions.map(({ revision, revisedAt, reason, firstWeek, lastWeek }) => ({
      revision,
      revisedAt: revisedAt.toISOString(),
      reason,
      weeks:
        firstWeek === null || lastWeek === null ? null : { first: dayOf(firstWeek), last: dayOf(lastWeek) },
    })),
    held: held.map(({ periodStart, heldAt }) => ({
      week: dayOf(periodStart),
      since: heldAt?.toISOString() ?? "",
    })),
    excluded: excluded?.n ?? 0,
  };
}
