import { objectiveWords, sayPercentOf } from "@/lib/objective/objective";
import { allOf, type ObjectiveDay, type ObjectiveReading, shareMet } from "@/lib/objective/readObjective";
import { sayDayOfYear } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Section } from "../ui";
import { ObjectiveBars, sayKeeping } from "./objective-bars";

/** What is promised to engines, how each day kept it, and what is meant by it. */
export function ObjectiveSection({ days }: Pick<ObjectiveReading, "days">) {
  const shown = days.filter(({ keeping }) => keeping !== "untold").reverse();
  return (
    <Section id="objective" title="What engines can rely on" lead={objectiveWords.promise}>
      <div className="flex flex-col gap-6">
        <ObjectiveBars days={days} />
        {shown.length === 0 ? null : <KeptTable days={shown} />}
        <ul className="prose flex max-w-measure list-disc flex-col gap-1.5 pl-5 text-sm">
          <li>{objectiveWords.counts}</li>
          <li>{objectiveWords.misses}</li>
          <li>{objectiveWords.leftOut}</li>
          <li>{objectiveWords.whenMissed}</li>
        </ul>
      </div>
    </Section>
  );
}

/** The days of which something is told, newest first: with numbers where they are shown. */
function KeptTable({ days }: { days: readonly ObjectiveDay[] }) {
  const hasNumbers = days.some(({ outcomes }) => outcomes !== null);
  return (
    <DataTable
      id="objective-table"
      caption="Days with requests, newest first"
      tall
      columns={["Day", "Objective", ...(hasNumbers ? numbers("In time", "Requests", "Late", "Failed") : [])]}
      rows={days.map(({ day, keeping, outcomes }) => ({
        key: day,
        cells: [
          <time key="day" dateTime={day} className="whitespace-nowrap">
            {sayDayOfYear(day)}
          </time>,
          sayKeeping(keeping),
          ...(outcomes === null
            ? []
            : [
                `${sayPercentOf(shareMet(outcomes) ?? 0)}%`,
                sayCount(allOf(outcomes)),
                sayCount(outcomes.late),
                sayCount(outcomes.failed),
              ]),
        ],
      }))}
    />
  );
}
