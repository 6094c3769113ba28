import type { JsonObject } from "../../catalogue";
import type { CsvValue } from "../../words/csv";

/** The fields of kept data with their dotted paths. A list is one text, its items separated by semicolons. */
export function leaves(data: JsonObject, prefix = ""): [path: string, value: CsvValue][] {
  const found: [string, CsvValue][] = [];
  for (const [name, value] of Object.entries(data)) {
    if (Array.isArray(value)) found.push([prefix + name, value.map(String).join(";")]);
    else if (typeof value === "object" && value !== null) found.push(...leaves(value, `${prefix}${name}.`));
    else found.push([prefix + name, value]);
  }
  return found;
}
