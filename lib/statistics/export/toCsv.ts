import { csvTable } from "../../words/csv";
import { dataLicence, methodologyVersion, type StatisticReading } from "../view/reading";
import { intervalWords } from "../view/view";
import { citation } from "./citation";
import { exportFields } from "./exportFields";
import { exportRows } from "./exportRows";

/**
 * A reading as a table, after lines that give source, licence, methodology and the meaning of every column. One row for
 * each period and class.
 * @param address of the view's page, absolute
 */
export function toCsv(reading: StatisticReading, { address }: { readonly address: string }): string {
  return csvTable(aboutLines(reading, address), exportFields(reading.statistic), exportRows(reading));
}

/** The name under which a view's table is saved: `file-systems_2025-11-26_2026-11-25_week.csv`. */
export function csvFileName({ statistic, from, to, view }: StatisticReading): string {
  const chosen = [view.edition, view.of, view.weighting].filter(
    (one) => one !== "all" && one !== "instances",
  );
  return `${[statistic.key, from, to, view.interval, ...chosen].join("_")}.csv`;
}

function aboutLines(reading: StatisticReading, address: string): string[] {
  const { statistic, view, from, to } = reading;
  const edition = view.edition === "all" ? "all editions" : `the ${view.edition} edition`;
  return [
    `${statistic.title}: ${statistic.question}`,
    `Source: DBLab Telemetry, ${address}`,
    `Range: ${from} to ${to} (UTC), ${intervalWords[view.interval]}, ${edition}`,
    ...(reading.computedAt === null ? [] : [`Computed: ${reading.computedAt}`]),
    `${reading.isPrivate ? "The unfinished period closes" : "The next period is counted"}: ${reading.nextCloseAt}`,
    `Licence: ${dataLicence.name}, ${dataLicence.url}`,
    `Cite as: ${citation(reading, address).text}`,
    `Methodology ${methodologyVersion}: ${new URL("../methodology", address).href}`,
    `Method: ${statistic.method}`,
    ...(statistic.caveat === undefined ? [] : [`Caveat: ${statistic.caveat}`]),
    ...(statistic.outside === undefined ? [] : [`Not in n: ${statistic.outside}.`]),
    reading.publishMinInstances > 1
      ? `Small groups: figures of fewer than ${reading.publishMinInstances} instances are not published.`
      : "Small groups: nothing is withheld by this installation.",
  ];
}
