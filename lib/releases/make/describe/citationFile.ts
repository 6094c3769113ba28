import { dataLicence } from "../../../statistics/view/reading";
import { dayOf } from "../../../words/period";
import { addressOf, describeInWords, type Named, publisher, titleOf } from "./words";

/** The SPDX name of the licence: what `CITATION.cff` wants. */
const spdxOf = (name: string) => name.toUpperCase().replaceAll(" ", "-");

/** `CITATION.cff` 1.2.0. Its strings are JSON, which YAML reads as it is. */
export function citationFile(named: Named): string {
  const quoted = JSON.stringify;
  return [
    "cff-version: 1.2.0",
    "message: If you use these figures, please cite them as below.",
    "type: dataset",
    `title: ${quoted(titleOf(named))}`,
    `version: ${quoted(named.id)}`,
    `date-released: ${dayOf(named.publishedAt)}`,
    `license: ${spdxOf(dataLicence.name)}`,
    `url: ${quoted(addressOf(named))}`,
    `abstract: ${quoted(describeInWords(named).replaceAll("\n", " "))}`,
    "authors:",
    `  - name: ${quoted(publisher)}`,
    `    website: ${quoted(named.baseUrl)}`,
    "",
  ].join("\n");
}
