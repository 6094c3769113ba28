import type { StatusReading } from "@/lib/status/readStatus";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { databaseKinds } from "../status/database-kinds";
import { DataTable, Figure, Figures, Link, numbers, Section } from "../ui";

interface HealthSectionProps {
  status: StatusReading;
  databaseKind: "embedded" | "postgresql";
}

/** How ingest is doing: what was accepted and refused, why, and how the statistics stand. */
export function HealthSection({ status, databaseKind }: HealthSectionProps) {
  const { days, reasons, statistics } = status;
  const today = days.at(-1);
  return (
    <Section
      id="health"
      title="Ingest"
      lead={
        <>
          {databaseKinds[databaseKind]}. Running since {sayTime(status.startedAt)}. What is not well, and what
          to do about it: <Link href="/operator/health">Health</Link>. More at{" "}
          <Link href="/operator/status">Days, places and unknown fields</Link>.
        </>
      }
    >
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-2">
        <Figures title="Accepted and refused">
          <Figure label={`Accepted, ${days.length} days`} value={total(days.map((day) => day.accepted))} />
          <Figure label={`Refused, ${days.length} days`} value={total(days.map((day) => day.refused))} />
          <Figure
            label="Today"
            value={today?.accepted ?? 0}
            note={`accepted; ${sayCount(today?.refused ?? 0)} refused`}
          />
        </Figures>
        <Figures title="Statistics">
          <Figure
            label="Closed periods"
            value={statistics.periods}
            note={statistics.computedAt === null ? "none counted yet" : sayTime(statistics.computedAt)}
          />
          <Figure label="Held" value={statistics.held} note="weeks for review" />
          <Figure label="Skipped" value={statistics.skipped} note="rows could not be read" />
        </Figures>
      </div>
      <div className="mt-8">
        <DataTable
          id="refusals-table"
          caption={`Refusals of the last ${countOf(days.length, "day")} by reason`}
          columns={[
            { title: "Reason", kind: "prose" },
            { title: "Code", kind: "code" },
            ...numbers("Answered", "Refused"),
          ]}
          rows={reasons.map(({ reason, text, status: answered, refusals }) => ({
            key: reason,
            cells: [text, reason, answered ?? "", sayCount(refusals)],
          }))}
          empty="Nothing was refused."
        />
      </div>
    </Section>
  );
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
