import { catalogue } from "@/lib/catalogue";
import { stateWords } from "@/lib/statistics/picture/stateWords";
import { isUncounted, type StatisticReading } from "@/lib/statistics/view/reading";
import { viewParameters } from "@/lib/statistics/view/view";
import { capitalise, countOf } from "@/lib/words/sayPlurals";
import { EmptyState } from "../ui/empty-state";
import { Link } from "../ui/link";
import { sayCounting, sayNextClose } from "./say-reading";

/** Stands where the chart would be while there is nothing to draw: what is missing, and why. */
export function NothingToDraw({ reading }: { reading: StatisticReading }) {
  return reading.state === "tooFew" ? <TooFew reading={reading} /> : <Empty reading={reading} />;
}

function Empty({ reading }: { reading: StatisticReading }) {
  const { statistic, view } = reading;
  const isNarrowed = viewParameters(statistic, view).toString() !== "";
  return (
    <EmptyState title="No event that feeds this yet">
      {statistic.source.includes("every event") ? (
        "Any event of an engine feeds it. "
      ) : (
        <>
          It is fed by{" "}
          {eventTypesOf(statistic.source).map((name, index) => (
            <span key={name}>
              {index === 0 ? "" : ", "}
              <Link href={`/events/${name}`}>{name}</Link>
            </span>
          ))}
          .{" "}
        </>
      )}
      {sayCounting(reading)}{" "}
      {isNarrowed ? (
        <Link href={`/statistics/${statistic.key}`}>Show the default view</Link>
      ) : (
        <Link href="/try">Try an event</Link>
      )}
    </EmptyState>
  );
}

function TooFew({ reading }: { reading: StatisticReading }) {
  const words = isUncounted(reading) ? stateWords(reading) : null;
  if (words !== null) {
    return (
      <EmptyState title={words.heading}>
        {words.text} {sayNextClose(reading)}
      </EmptyState>
    );
  }
  const { publishMinInstances, view } = reading;
  const least = countOf(publishMinInstances, "instance");
  const title = `Fewer than ${least} in every period${view.edition === "all" ? "" : ` of the ${capitalise(view.edition)} edition`}`;
  return (
    <EmptyState title={title}>
      A figure about fewer than {least} could be a figure about one company, so it is not published: not here,
      not in the table and not in a file. Nobody and too few look the same. {sayCounting(reading)}{" "}
      <Link href="/methodology#small-groups">The rule</Link>
    </EmptyState>
  );
}

/** The event types that fields such as `engine_started.pools.fs_type` belong to, each once. */
export function eventTypesOf(source: readonly string[]): string[] {
  const names = source.map((one) => one.split(".")[0] ?? one);
  return [...new Set(names)].filter((name) => catalogue.find(name) !== undefined);
}
