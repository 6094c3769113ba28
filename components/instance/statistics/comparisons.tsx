import type { Comparison } from "@/lib/instances/compare/types";
import { sayDay } from "@/lib/words/sayDates";
import { Link, Section, StackedTable } from "../../ui";

/** An instance beside what is published of all. */
export function Comparisons({ comparisons }: { comparisons: readonly Comparison[] }) {
  return (
    <Section
      id="compared"
      title="How you compare"
      lead="Your instance beside published figures. Nothing is shown here that is not published."
    >
      <StackedTable
        caption="This instance beside published figures"
        columns={[
          { title: "What", className: "md:w-[18%]" },
          { title: "Mine", className: "md:w-[20%]" },
          { title: "Others", className: "md:w-[30%]" },
          "Together",
        ]}
        rows={comparisons.map(({ statistic, title, mine, others, takeaway, periodStart }) => ({
          key: statistic,
          cells: [
            <Link key="title" href={`/statistics/${statistic}`}>
              {title}
            </Link>,
            <strong key="mine" className="font-semibold">
              {mine}
            </strong>,
            others === null ? (
              <span key="others" className="text-ink-soft">
                nothing published yet
              </span>
            ) : (
              <>
                {others}
                {periodStart === null ? null : (
                  <span className="block text-xs text-ink-soft">
                    period of <time dateTime={periodStart}>{sayDay(periodStart)}</time>
                  </span>
                )}
              </>
            ),
            takeaway ?? (
              <span key="takeaway" className="text-ink-soft">
                cannot be compared
              </span>
            ),
          ],
        }))}
      />
    </Section>
  );
}
