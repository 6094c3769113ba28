import { type Statistic, statisticGroups } from "../declare/declare";
import {
  dataLicence,
  methodologyVersion,
  type PeriodReading,
  type StatisticReading,
  type TimesReading,
  type View,
} from "../view/reading";
import { type Ending, viewPath } from "../view/view";
import { citation } from "./citation";
import { documentFields } from "./documentFields";
import { roundSeconds, shareOf } from "./exportFields";
import { type StatisticJson, statisticJsonSchema } from "./statisticJson";

const fields = documentFields(statisticJsonSchema);

interface Addresses {
  /** Of the view's page, absolute. */
  readonly address: string;
  /** Of this installation, without a slash at the end. */
  readonly baseUrl: string;
}

/** A reading as a JSON object, with the meaning of its fields, its licence and how to cite it; `statisticJsonSchema` describes it. */
export function toJson(reading: StatisticReading, { address, baseUrl }: Addresses): StatisticJson {
  const { statistic, view } = reading;
  return {
    statistic: {
      ...describeStatistic(statistic),
      source: [...statistic.source],
      since: statistic.since,
      method: statistic.method,
      caveat: statistic.caveat ?? null,
      outside: statistic.outside ?? null,
    },
    view: { ...view },
    from: reading.from,
    to: reading.to,
    state: reading.state,
    takeaway: reading.takeaway,
    classes: reading.classes.map(({ key, title }) => ({ key, title })),
    periods: reading.periods.map((period) => periodJson(statistic, period)),
    latest: reading.latest?.start ?? null,
    annotations: reading.annotations.map(({ day, kind, title, text }) => ({ day, kind, title, text })),
    editionsOffered: [...reading.editionsOffered],
    publishMinInstances: reading.publishMinInstances,
    countAfterDays: reading.countAfterDays,
    private: reading.isPrivate,
    computedAt: reading.computedAt,
    nextCloseAt: reading.nextCloseAt,
    licence: { ...dataLicence },
    methodology: methodologyAt(baseUrl),
    citation: { ...citation(reading, address) },
    links: linksOf(statistic, view, baseUrl),
    fields,
  };
}

/** What list and reading say of a statistic. */
export function describeStatistic({ key, title, question, group, kind, unit, classes }: Statistic) {
  return {
    key,
    title,
    question,
    group: { key: group, title: statisticGroups[group] },
    kind,
    unit,
    classes: classes.map((one) => ({ key: one.key, title: one.title })),
  };
}

/** Absolute addresses of a view in every form. */
export function linksOf(statistic: Statistic, view: View, baseUrl: string) {
  const to = (ending: "" | Ending) => baseUrl + viewPath(statistic, view, ending);
  return { html: to(""), json: to(".json"), csv: to(".csv"), svg: to(".svg"), png: to(".png") };
}

/** The rules' version, and where they are written. */
export function methodologyAt(baseUrl: string) {
  return { version: methodologyVersion, url: `${baseUrl}/methodology` };
}

/** A period as JSON has it. */
export function periodJson(
  { kind }: Pick<Statistic, "kind">,
  period: PeriodReading,
): StatisticJson["periods"][number] {
  const hasShares = kind === "share" || kind === "multi" || kind === "events";
  const shares = Object.keys(period.values).flatMap((key) => {
    const share = hasShares ? shareOf(period, key) : null;
    return share === null ? [] : [[key, share]];
  });
  return {
    start: period.start,
    end: period.end,
    unfinished: period.isUnfinished,
    partial: period.isPartial,
    revision: period.revision,
    heldSince: period.heldSince,
    computedAt: period.computedAt,
    n: period.n,
    outside: period.outside,
    values: { ...period.values },
    shares: Object.fromEntries(shares),
    medianClass: period.medianClass,
    times: period.times === null ? null : timesJson(period.times),
  };
}

function timesJson({ percentiles, curve, clones }: TimesReading) {
  return {
    percentiles: {
      5: roundSeconds(percentiles[5]),
      25: roundSeconds(percentiles[25]),
      50: roundSeconds(percentiles[50]),
      75: roundSeconds(percentiles[75]),
      95: roundSeconds(percentiles[95]),
      99: roundSeconds(percentiles[99]),
    },
    curve: curve.map(({ seconds, share }) => ({ seconds: roundSeconds(seconds) ?? 0, share })),
    clones,
  };
}
