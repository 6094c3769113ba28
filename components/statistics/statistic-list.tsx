import { type StatisticGroup, statisticGroups } from "@/lib/statistics/declare/declare";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { Link } from "../ui/link";
import { Page } from "../ui/page";
import { Section } from "../ui/section";
import { PrivateLine } from "./private-line";
import { StatisticCard } from "./statistic-card";

/** Every published statistic with its sentence and a small picture, by what it is about. */
export function StatisticList({ readings }: { readings: readonly StatisticReading[] }) {
  const groups = (Object.entries(statisticGroups) as [StatisticGroup, string][])
    .map(([group, title]) => ({
      group,
      title,
      readings: readings.filter(({ statistic }) => statistic.group === group),
    }))
    .filter((entry) => entry.readings.length > 0);
  const privateOne = readings.find(({ isPrivate }) => isPrivate);
  return (
    <Page
      title="Statistics"
      lead={
        <>
          How DBLab Engine is used: {readings.length} questions, each answered by what engines send. Every
          figure says how many instances it is made of. <Link href="/methodology">How they are counted</Link>,{" "}
          <Link href="/releases">all figures as files</Link>, and{" "}
          <Link href="/statistics/corrections">corrections</Link>.
        </>
      }
    >
      {privateOne === undefined ? null : <PrivateLine rules={privateOne} />}
      {groups.map(({ group, title, readings: ofGroup }) => (
        <Section key={group} id={group} title={title}>
          <ul className="grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
            {ofGroup.map((reading) => (
              <li key={reading.statistic.key} className="min-w-0">
                <StatisticCard reading={reading} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}
