import type { ReactNode } from "react";
import { catalogue, describeFields } from "@/lib/catalogue";
import { countAfterEndHours } from "@/lib/statistics/count/closing";
import type { Statistic } from "@/lib/statistics/declare/declare";
import { methodologyVersion, type StatisticReading } from "@/lib/statistics/view/reading";
import { capitalise, countOf } from "@/lib/words/sayPlurals";
import { fieldAnchor, sayVersion } from "../catalogue/say-event-type";
import { DataTable } from "../ui/data-table";
import { Link } from "../ui/link";
import { sayCounting, sayDenominator, sayNextClose } from "./say-reading";

/** How the figures of a statistic come about, from its declaration and the settings of this installation. */
export function Method({ reading }: { reading: StatisticReading }) {
  const { statistic, publishMinInstances } = reading;
  return (
    <div className="flex flex-col gap-8">
      <dl className="max-w-[52rem]">
        <Fact term="Method">{statistic.method}</Fact>
        {statistic.caveat === undefined ? null : <Fact term="Caveat">{statistic.caveat}</Fact>}
        <Fact term="Editions">
          Instances from AWS Marketplace count as Community{" "}
          <Link href="/methodology#editions">unless they are claimed</Link>.
        </Fact>
        <Fact term="Denominator (n)">
          {capitalise(sayDenominator(statistic))}.
          {statistic.outside === undefined ? null : ` Not in n: ${statistic.outside}.`}
        </Fact>
        <Fact term="Made of">
          <Sources statistic={statistic} />
        </Fact>
        <Fact term="Since">Engine {sayVersion(statistic.since)}</Fact>
        <Fact term="Counting">{sayCounting(reading)}</Fact>
        <Fact term="Small groups">
          {reading.isPrivate
            ? "Nothing is withheld here. "
            : `A figure about fewer than ${countOf(publishMinInstances, "instance")} is not published here, and every number of instances is perturbed. `}
          <Link href="/methodology#small-groups">The rule</Link>
        </Fact>
        <Fact term="Periods">
          {sayNextClose(reading)}{" "}
          {reading.isPrivate
            ? "Late events are counted too."
            : `A week is counted once, ${countAfterEndHours} hours after its end; months, quarters and years are means of weeks.`}
        </Fact>
        <Fact term="Version">
          <Link href="/methodology">Methodology {methodologyVersion}</Link>
        </Fact>
      </dl>
      <div className="max-w-[40rem]">
        <DataTable
          id="classes-table"
          caption={
            statistic.kind === "share" || statistic.kind === "multi"
              ? "Classes that can be published. Anything else is Other."
              : "Classes"
          }
          columns={[{ title: "Name" }, { title: "In files", kind: "code" }]}
          rows={statistic.classes.map(({ key, title }) => ({ key, cells: [title, key] }))}
        />
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 border-t border-rule py-2.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

/** What a statistic is made of, each linked to where it is documented. */
export function Sources({ statistic }: { statistic: Statistic }) {
  return statistic.source.map((source, index) => (
    <span key={source}>
      {index === 0 ? "" : ", "}
      <Source source={source} />
    </span>
  ));
}

function Source({ source }: { source: string }) {
  const [name = "", ...path] = source.split(".");
  const type = catalogue.find(name);
  if (type === undefined) return <Link href="/events">{source}</Link>;
  const field = path.join(".");
  const hasAnchor = describeFields(type).some((one) => one.path === field);
  return (
    <Link href={`/events/${type.name}${hasAnchor ? `#${fieldAnchor(field)}` : ""}`}>
      <code>{source}</code>
    </Link>
  );
}
