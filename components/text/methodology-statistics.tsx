import { type Statistic, type StatisticGroup, statisticGroups } from "@/lib/statistics/declare/declare";
import { statistics } from "@/lib/statistics/declared/statistics";
import { Link, Section, StackedTable } from "../ui";

/** Every statistic with its question and its method, from the declarations. */
export function StatisticMethods({ declared = statistics }: { declared?: readonly Statistic[] }) {
  return (
    <Section
      id="statistics"
      title="Each statistic"
      lead="The definitions below are the ones that compute the figures; each is on the page of its statistic too."
    >
      <StackedTable
        caption="Statistics with their question and method"
        columns={[
          { title: "Statistic", className: "md:w-[18%]" },
          { title: "Question", className: "md:w-[27%]" },
          "Method",
        ]}
        rows={inGroups(declared).map(({ key, title, question, method }) => ({
          key,
          id: `statistic-${key}`,
          cells: [
            <Link key="title" href={`/statistics/${key}?tab=method`}>
              {title}
            </Link>,
            question,
            method,
          ],
        }))}
      />
    </Section>
  );
}

function inGroups(declared: readonly Statistic[]): Statistic[] {
  const groups = Object.keys(statisticGroups) as StatisticGroup[];
  return groups.flatMap((group) => declared.filter((statistic) => statistic.group === group));
}
