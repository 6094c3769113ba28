import type { CorrectedFigure } from "@/lib/releases/make/corrected";
import type { CorrectionInFull } from "@/lib/releases/readCorrection";
import type { Statistic } from "@/lib/statistics/declare/declare";
import { sayDay } from "@/lib/words/sayDates";
import { sayCount, sayDecimal } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { DataTable, Link, Page, Section } from "../ui";
import { sayWeeks } from "./corrections-page";

interface CorrectionPageProps {
  correction: CorrectionInFull;
  statistics: readonly Statistic[];
}

/** Figures on the page at most: all of them are in the releases. */
const mostShown = 300;

/** A correction: what was wrong, since when, by how much, and every figure before and after. */
export function CorrectionPage({ correction, statistics }: CorrectionPageProps) {
  const { revision, revisedAt, reason, figures } = correction;
  const changed = figures.filter(({ before, after }) => before.value !== after.value);
  const ofAll = changed.filter(({ edition, weighting }) => edition === "all" && weighting !== "clones");
  const shown = ofAll.slice(0, mostShown);
  const weeks = new Set(changed.map(({ week }) => week)).size;
  return (
    <Page
      above={<Link href="/statistics/corrections">Corrections</Link>}
      title={`Correction ${revision}`}
      lead={reason}
    >
      <Section id="what" title="What was done">
        <p className="max-w-measure">
          On {sayDay(revisedAt)} {sayWeeks(correction)} {weeks === 1 ? "was" : "were"} counted again.{" "}
          {countOf(changed.length, "figure")} of {countOf(weeks, "week")} changed. The figures as they were
          stay where they are, and the earlier releases have them.
        </p>
      </Section>
      <Section
        id="figures"
        title="Before and after"
        lead={
          <>
            Figures of all editions together; those of each, and percentiles of all clones, are in{" "}
            <Link href="/releases/latest/corrected.csv">corrected.csv</Link> of the newest release. An empty
            cell is a figure that is not published.
          </>
        }
      >
        <DataTable
          id="corrected-table"
          caption={
            shown.length < ofAll.length
              ? `${sayCount(shown.length)} of ${sayCount(ofAll.length)} figures that changed`
              : "Figures that changed"
          }
          columns={[
            { title: "Statistic" },
            { title: "Week of" },
            { title: "Class" },
            { title: "Before", kind: "number" },
            { title: "After", kind: "number" },
            { title: "Change", kind: "number" },
          ]}
          rows={shown.map((one) => {
            const statistic = statistics.find(({ key }) => key === one.statistic);
            return {
              key: [one.week, one.statistic, one.class, one.percentile].join(),
              cells: [
                statistic?.title ?? one.statistic,
                sayDay(one.week),
                sayClass(one, statistic),
                say(one.before.value),
                say(one.after.value),
                sayChange(one),
              ],
            };
          })}
          empty="No published figure changed."
        />
      </Section>
    </Page>
  );
}

function sayClass({ class: key, percentile }: CorrectedFigure, statistic: Statistic | undefined): string {
  const title =
    statistic?.classes.find((one) => one.key === key)?.title ?? (key === "other" ? "Other" : (key ?? ""));
  return percentile === null ? title : `${title}, percentile ${percentile}`;
}

function say(value: number | null): string {
  return value === null ? "" : Number.isInteger(value) ? sayCount(value) : sayDecimal(value);
}

function sayChange({ before, after }: CorrectedFigure): string {
  if (before.value === null) return "new";
  if (after.value === null) return "withheld";
  const change = after.value - before.value;
  return `${change > 0 ? "+" : "−"}${say(Math.abs(change))}`;
}
