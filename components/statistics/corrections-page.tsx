import type { Correction, Corrections } from "@/lib/statistics/read/readCorrections";
import { sayDay } from "@/lib/words/sayDates";
import { countOf, inNumber } from "@/lib/words/sayPlurals";
import { DataTable, Link, type ListPart, Page, Pager, Section } from "../ui";

interface CorrectionsPageProps {
  /** Newest first. */
  corrections: ListPart<Correction>;
  held: ListPart<Corrections["held"][number]>;
  /** Instances. */
  excluded: number;
}

/** The public list of what the operator changed in published figures, and of what is kept back. */
export function CorrectionsPage({ corrections, held, excluded }: CorrectionsPageProps) {
  return (
    <Page
      title="Corrections"
      lead={
        <>
          A published week stays as it was counted, unless the operator revises it. Each revision is listed
          here, and its old figures can still be read. <Link href="/methodology#corrections">The rule</Link>
        </>
      }
    >
      <Section id="revisions" title="Revisions">
        <DataTable
          id="revisions-table"
          caption="Revisions, newest first"
          captionHidden
          columns={[
            { title: "Revision", kind: "number" },
            { title: "Date" },
            { title: "Weeks" },
            { title: "Reason", kind: "prose" },
            { title: "Before it", kind: "prose" },
          ]}
          rows={corrections.rows.map((one) => ({
            key: String(one.revision),
            id: `revision-${one.revision}`,
            cells: [
              one.weeks === null ? (
                one.revision
              ) : (
                <Link key="revision" href={`/statistics/corrections/${one.revision}`}>
                  {String(one.revision)}
                </Link>
              ),
              sayDay(one.revisedAt),
              sayWeeks(one),
              one.reason,
              <Before key="before" of={one} />,
            ],
          }))}
          empty="Nothing was revised."
        />
        <Pager label="Pages of revisions" {...corrections} />
      </Section>
      <Section id="held" title="Held for review">
        <DataTable
          id="held-table"
          caption="Weeks that are held for review"
          captionHidden
          columns={[{ title: "Week of" }, { title: "Held since" }, { title: "Why", kind: "prose" }]}
          rows={held.rows.map(({ week, since }) => ({
            key: week,
            cells: [sayDay(week), sayDay(since), "Unusually many instances are new in it."],
          }))}
          empty="No week is held."
        />
        <Pager label="Pages of weeks" {...held} />
      </Section>
      <Section id="excluded" title="Excluded instances">
        <p>
          {excluded === 0
            ? "No instance is excluded."
            : `${countOf(excluded, "instance")} ${inNumber(excluded, "is", "are")} excluded from all weeks counted since.`}
        </p>
      </Section>
    </Page>
  );
}

/** Which weeks a correction is of. */
export function sayWeeks({ weeks }: Pick<Correction, "weeks">): string {
  if (weeks === null) return "All from before the present rules";
  return weeks.first === weeks.last ? sayDay(weeks.first) : `${sayDay(weeks.first)} to ${sayDay(weeks.last)}`;
}

/** Where the figures are as they were. Those from before the present rules were given up. */
function Before({ of: { revision, weeks } }: { of: Correction }) {
  if (weeks === null) return "No longer kept: they told of single instances.";
  const query = revision === 1 ? "revision=0" : `revision=${revision - 1}`;
  return (
    <Link
      href={`/statistics/engine-versions?range=all&${query}`}
    >{`Figures at ${query.replace("=", " ")}`}</Link>
  );
}
