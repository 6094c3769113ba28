import { dataLicence, methodologyVersion } from "../../../statistics/view/reading";
import { addDays } from "../../../words/period";
import { sayDay, sayDays } from "../../../words/sayDates";
import type { ReleaseSource } from "../source";

export const publisher = "DBLab Telemetry";

/** What of a source names a release. */
export type Named = Pick<ReleaseSource, "id" | "publishedAt" | "baseUrl" | "weeks">;

/** Its name. */
export function titleOf({ id }: Pick<Named, "id">): string {
  return `${publisher}: usage of DBLab Engine, release ${id}`;
}

/** Its address. */
export function addressOf({ baseUrl, id }: Pick<Named, "baseUrl" | "id">): string {
  return `${baseUrl}/releases/${id}`;
}

/** First and last day that its figures are of. */
export function daysOf({ weeks }: Pick<Named, "weeks">): { readonly first: string; readonly last: string } {
  const [first, last] = [weeks[0]?.start ?? "", weeks.at(-1)?.start ?? ""];
  return { first, last: addDays(last, 6) };
}

/** What it is, in a few lines. */
export function describeInWords(named: Named): string {
  const { first, last } = daysOf(named);
  return [
    `${titleOf(named)}, ${sayDay(named.publishedAt)}.`,
    `Every figure published of the weeks of ${sayDays(first, last)}, as it stood that day. Never changed since: corrections come with a later release.`,
    `${addressOf(named)}`,
    `Licence: ${dataLicence.name}, ${dataLicence.url}. Methodology ${methodologyVersion}.`,
  ].join("\n");
}

/** How to cite it. */
export function citeRelease(named: Named): string {
  const { first, last } = daysOf(named);
  const year = named.publishedAt.slice(0, 4);
  return `${publisher} (${year}). Usage of DBLab Engine, ${sayDays(first, last)}, release ${named.id} [data set]. ${dataLicence.name}. ${addressOf(named)}`;
}
