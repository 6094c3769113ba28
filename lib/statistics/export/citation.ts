import { sayDays, sayTime } from "../../words/sayDates";
import { dataLicence, methodologyVersion, type StatisticReading } from "../view/reading";
import { intervalWords } from "../view/view";

/** How to cite a view, in two forms. */
export interface Citation {
  readonly text: string;
  readonly bibtex: string;
}

const publisher = "DBLab Telemetry";

/**
 * How to cite a view.
 * @param address of the view's page, absolute
 */
export function citation(reading: StatisticReading, address: string): Citation {
  const { statistic, view, from, to, computedAt } = reading;
  const year = (computedAt ?? to).slice(0, 4);
  const edition = view.edition === "all" ? "" : `, ${view.edition} edition`;
  const title = `${statistic.title}, ${intervalWords[view.interval]}${edition}, ${sayDays(from, to)}`;
  const computed = computedAt === null ? "" : ` Computed ${sayTime(computedAt)}.`;
  const terms = `Methodology ${methodologyVersion}, ${dataLicence.name}.`;
  return {
    text: `${publisher} (${year}). ${title} [data set]. ${terms}${computed} ${address}`,
    bibtex: [
      `@misc{dblab-telemetry-${statistic.key}-${to},`,
      `  author = {{${publisher}}},`,
      `  title = {{${escapeTex(title)}}},`,
      `  year = {${year}},`,
      `  url = {${encodeBraces(address)}},`,
      `  note = {${escapeTex(`Data set. ${terms}${computed}`)}}`,
      "}",
    ].join("\n"),
  };
}

const texNames: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function escapeTex(text: string): string {
  return text.replaceAll(/[\\~^&%$#_{}]/g, (found) => texNames[found] ?? `\\${found}`);
}

/** An address is read as it stands; only its braces would end the field. */
function encodeBraces(address: string): string {
  return address.replaceAll("{", "%7B").replaceAll("}", "%7D");
}
