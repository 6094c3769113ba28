import type { Release } from "@/lib/releases/store/releases";
import { sayDay } from "@/lib/words/sayDates";
import { DataTable, Link, Section } from "../ui";
import { sayChanges } from "./say-changes";

interface ReleaseChangesProps {
  release: Release;
  /** Null for the first. */
  before: Release | null;
}

/** The difference to the release before: what came, and what was revised and why. */
export function ReleaseChanges({ release: { id, number, about }, before }: ReleaseChangesProps) {
  const { revised, format } = about.changes;
  return (
    <Section
      id="changes"
      title="Other than in the release before"
      lead={
        before === null ? (
          `${sayChanges(about.changes, number)}.`
        ) : (
          <>
            {sayChanges(about.changes, number)}. Before it:{" "}
            <Link href={`/releases/${before.id}`}>{before.id}</Link>.
          </>
        )
      }
    >
      {revised.length === 0 ? null : (
        <>
          <DataTable
            id="revised-table"
            caption="Weeks whose figures were revised"
            columns={[
              { title: "Week of" },
              { title: "Revision", kind: "number" },
              { title: "Why", kind: "prose" },
            ]}
            rows={revised.map(({ week, revision, reason }) => ({
              key: week,
              cells: [sayDay(week), revision, reason],
            }))}
          />
          <p className="mt-3 text-sm text-ink-soft">
            Every figure that a revision changed is in{" "}
            <Link href={`/releases/${id}/corrected.csv`}>corrected.csv</Link>, before and after.
          </p>
        </>
      )}
      {format.length === 0 ? null : (
        <ul className="mt-3 flex list-disc flex-col gap-1 pl-5">
          {format.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
