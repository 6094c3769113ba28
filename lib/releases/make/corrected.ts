import { pointsKey } from "../../statistics/count/readPoints";
import type { Statistic } from "../../statistics/declare/declare";
import type { ExportRow } from "../../statistics/export/exportFields";
import type { View } from "../../statistics/view/reading";
import type { Cell } from "../files/csvRows";
import { figureOf, isTold } from "./figureColumns";
import { readWeek, rowsOf, viewsOf } from "./series";
import type { ReleaseSource, RevisedWeek } from "./source";

/** A published figure, before and after a revision; null where it was, or is, not published. */
export interface CorrectedFigure {
  readonly revision: number;
  readonly week: string;
  readonly statistic: string;
  readonly edition: string;
  /** Times only. */
  readonly weighting: string | null;
  readonly class: string | null;
  /** Times only. */
  readonly percentile: number | null;
  readonly before: Said;
  readonly after: Said;
}

interface Said {
  readonly value: number | null;
  readonly n: number | null;
}

type Asked = Pick<ReleaseSource, "door" | "readPoints">;

const nothing: Said = { value: null, n: null };

/** Every figure of a statistic that a revision of a week changed. */
export async function correctedFigures(
  source: Asked,
  statistic: Statistic,
  week: RevisedWeek,
): Promise<CorrectedFigure[]> {
  const stored = await source.readPoints(statistic.key, week.start, week.start);
  const publishedAt = (revision: number, view: View) => {
    const points = stored.get(pointsKey({ start: week.start, revision })) ?? [];
    const period = readWeek(
      statistic,
      { week: { ...week, revision }, points, isFirst: false },
      view,
      source.door,
    );
    const rows = rowsOf(statistic, view, period).filter(isTold);
    return new Map(rows.map((row) => [JSON.stringify([row.class?.key, row.percentile]), row]));
  };
  return viewsOf(statistic).flatMap((view) => {
    const [before, after] = [publishedAt(week.before, view), publishedAt(week.revision, view)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): CorrectedFigure[] => {
      const [old, now] = [before.get(name), after.get(name)];
      const [said, saysNow] = [saidBy(old), saidBy(now)];
      const row = now ?? old;
      if (row === undefined || (said.value === saysNow.value && said.n === saysNow.n)) return [];
      return [
        {
          ...{ revision: week.revision, week: week.start, statistic: statistic.key, edition: view.edition },
          weighting: statistic.kind === "times" ? view.weighting : null,
          class: row.class?.key ?? null,
          percentile: row.percentile,
          before: said,
          after: saysNow,
        },
      ];
    });
  });
}

/** The same as a row of the table of corrected figures. */
export function correctedRow(one: CorrectedFigure): Cell[] {
  const { revision, week, statistic, edition, weighting, percentile, before, after } = one;
  const names = [revision, week, statistic, edition, weighting, one.class, percentile];
  return [...names, before.value, after.value, before.n, after.n];
}

function saidBy(row: ExportRow | undefined): Said {
  return row === undefined ? nothing : { value: figureOf(row), n: row.period.n };
}
