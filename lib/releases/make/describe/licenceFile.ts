import { dataLicence } from "../../../statistics/view/reading";
import { citeRelease, type Named } from "./words";

/** Under which terms the figures may be used, and how to name where they are from. */
export function licenceFile(named: Named): string {
  return [
    `These figures are offered under ${dataLicence.name}.`,
    `The licence: ${dataLicence.url}`,
    "",
    "You may share and change them for any purpose, if you say where they are from and whether you changed them:",
    "",
    citeRelease(named),
    "",
  ].join("\n");
}
