import type { FieldType } from "../../../statistics/export/exportFields";
import { dataLicence } from "../../../statistics/view/reading";
import type { FinishedFile } from "../../files/sink";
import type { Described } from "./described";
import { mediaTypes, tableFiles } from "./resources";
import { addressOf, citeRelease, daysOf, describeInWords, publisher, titleOf } from "./words";

/** The context that Croissant 1.0 asks for, word for word. */
const context = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileProperty: "cr:fileProperty",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
} as const;

const typeOf: Readonly<Record<FieldType, string>> = {
  text: "sc:Text",
  date: "sc:Date",
  timestamp: "sc:DateTime",
  boolean: "sc:Boolean",
  integer: "sc:Integer",
  number: "sc:Float",
};

/** Croissant 1.0, which is a schema.org `Dataset` with its tables: what search engines and programs that load data read. */
export function croissant({ source }: Pick<Described, "source">, files: readonly FinishedFile[]) {
  const { first, last } = daysOf(source);
  const tables = tableFiles(source.statistics, files);
  const address = addressOf(source);
  return {
    "@context": context,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    "@id": address,
    name: titleOf(source),
    description: describeInWords(source),
    url: address,
    version: versionOf(source.id),
    identifier: source.id,
    datePublished: source.publishedAt,
    temporalCoverage: `${first}/${last}`,
    license: dataLicence.url,
    citeAs: citeRelease(source),
    isAccessibleForFree: true,
    isLiveDataset: false,
    keywords: ["DBLab Engine", "PostgreSQL", "telemetry", "usage statistics"],
    creator: { "@type": "sc:Organization", name: publisher, url: source.baseUrl },
    publisher: { "@type": "sc:Organization", name: publisher, url: source.baseUrl },
    variableMeasured: source.statistics.map(({ title }) => title),
    distribution: tables.map(({ file, form, table }) => ({
      "@type": "cr:FileObject",
      "@id": file.path,
      name: file.path,
      description: table.what,
      contentUrl: `${address}/${file.path}`,
      contentSize: `${file.size} B`,
      encodingFormat: mediaTypes[form],
      sha256: file.hash,
    })),
    recordSet: tables
      .filter(({ form }) => form === "csv")
      .map(({ table, file }) => ({
        "@type": "cr:RecordSet",
        "@id": table.name,
        name: table.name,
        description: table.what,
        ...(table.key.length === 0
          ? {}
          : { key: table.key.map((one) => ({ "@id": `${table.name}/${one}` })) }),
        field: table.columns.map(({ name, type, what }) => ({
          "@type": "cr:Field",
          "@id": `${table.name}/${name}`,
          name,
          description: what,
          dataType: typeOf[type],
          source: { fileObject: { "@id": file.path }, extract: { column: name } },
        })),
      })),
  };
}

/** Croissant wants three numbers: the day, and which of the day's. `2026-11-30.2` is `20261130.2.0`. */
function versionOf(id: string): string {
  const [day = "", more = "1"] = id.split(".");
  return `${day.replaceAll("-", "")}.${more}.0`;
}
