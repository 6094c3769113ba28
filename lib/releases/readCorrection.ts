import type { Database } from "../database/types";
import { readPeriods, readPoints } from "../statistics/count/readPoints";
import type { Statistic } from "../statistics/declare/declare";
import type { Publication } from "../statistics/publish/publication";
import { type Correction, readCorrections } from "../statistics/read/readCorrections";
import { type CorrectedFigure, correctedFigures } from "./make/corrected";
import { revisedWeeksOf } from "./make/publishedWeeks";

/** A revision with every figure that it changed. */
export interface CorrectionInFull extends Correction {
  readonly figures: readonly CorrectedFigure[];
}

/** Reads a correction with what was published before and after; null where there is no revision of that number. */
export async function readCorrection(
  database: Pick<Database, "prisma" | "sql">,
  revision: number,
  {
    publication,
    statistics,
  }: { readonly publication: Publication; readonly statistics: readonly Statistic[] },
): Promise<CorrectionInFull | null> {
  const { corrections } = await readCorrections(database, {
    revisions: { after: String(revision + 1), take: 1 },
  });
  const correction = corrections.find((one) => one.revision === revision);
  if (correction === undefined) return null;
  const weeks = revisedWeeksOf(await readPeriods(database, "week")).filter(
    (week) => week.revision === revision,
  );
  const source = {
    door: publication.door,
    readPoints: (statistic: string, first: string, last: string) =>
      readPoints(
        database,
        statistic,
        "week",
        (error) => {
          throw error;
        },
        { first, last },
      ),
  };
  const figures: CorrectedFigure[] = [];
  for (const week of weeks)
    for (const statistic of statistics) figures.push(...(await correctedFigures(source, statistic, week)));
  return { ...correction, figures };
}
