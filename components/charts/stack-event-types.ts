import type { PlainSeries } from "@/lib/charts/plainChart";
import { colorOf } from "@/lib/statistics/chart/parts";
import { eventsReceivedStatistic } from "@/lib/statistics/declared/eventsReceived";

/** Events by UTC day and type, as the overview gets them. Days ascend; a type missing in `counts` had none. */
export interface EventsPerDay {
  days: readonly { day: string; counts: Readonly<Record<string, number>> }[];
  types: readonly { name: string; title: string }[];
  /** The UTC day that is still running. */
  today: string;
}

const namedTypes = 6;

/** A layer for each of the types with the most events, in the order of the catalogue; a rest of several is "Other types". */
export function stackEventTypes({ days, types }: EventsPerDay): PlainSeries[] {
  const totalOf = (name: string) => days.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0);
  const occur = types.filter(({ name }) => totalOf(name) > 0);
  const ranked = occur.toSorted((one, next) => totalOf(next.name) - totalOf(one.name));
  const named = new Set(ranked.length <= namedTypes + 1 ? ranked : ranked.slice(0, namedTypes));
  const rest = occur.filter((one) => !named.has(one));
  const own = occur
    .filter((one) => named.has(one))
    .map(({ name, title }) => ({
      key: name,
      title,
      color: colorOf(eventsReceivedStatistic, name),
      values: days.map(({ counts }) => counts[name] ?? 0),
    }));
  if (rest.length === 0) return own;
  const values = days.map(({ counts }) => rest.reduce((sum, { name }) => sum + (counts[name] ?? 0), 0));
  return [...own, { key: "other types", title: "Other types", color: "series-other", values }];
}
