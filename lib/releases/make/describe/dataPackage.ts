import type { FieldType } from "../../../statistics/export/exportFields";
import { dataLicence } from "../../../statistics/view/reading";
import type { FinishedFile } from "../../files/sink";
import type { DeclaredTable } from "../tables";
import type { Described } from "./described";
import { mediaTypes, tableFiles } from "./resources";
import { addressOf, describeInWords, publisher, titleOf } from "./words";

const typeOf: Readonly<Record<FieldType, string>> = {
  text: "string",
  date: "date",
  timestamp: "datetime",
  boolean: "boolean",
  integer: "integer",
  number: "number",
};

/** `datapackage.json`, Data Package 2.0: every table with its columns, types and keys. */
export function dataPackage({ source }: Pick<Described, "source">, files: readonly FinishedFile[]) {
  const tables = tableFiles(source.statistics, files);
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "dblab-telemetry",
    id: addressOf(source),
    title: titleOf(source),
    description: describeInWords(source),
    homepage: addressOf(source),
    version: source.id,
    created: source.publishedAt,
    licenses: [
      { name: dataLicence.name.replaceAll(" ", "-"), path: dataLicence.url, title: dataLicence.name },
    ],
    contributors: [{ title: publisher, path: source.baseUrl, roles: ["creator"] }],
    resources: tables.map(({ table, file, form }) => ({
      $schema: "https://datapackage.org/profiles/2.0/dataresource.json",
      name: `${table.name.replace("/", "-")}-${form}`,
      path: file.path,
      title: table.what,
      type: "table",
      format: form,
      mediatype: mediaTypes[form],
      ...(form === "csv" ? { encoding: "utf-8", dialect: { lineTerminator: "\n" } } : {}),
      bytes: file.size,
      hash: `sha256:${file.hash}`,
      schema: tableSchema(table),
    })),
  };
}

function tableSchema({ columns, key, refers }: DeclaredTable) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
    fields: columns.map(({ name, type, what, isRequired = false }) => ({
      name,
      type: typeOf[type],
      description: what,
      ...(isRequired ? { constraints: { required: true } } : {}),
    })),
    missingValues: [""],
    ...(key.length === 0 ? {} : { primaryKey: key }),
    ...(refers.length === 0
      ? {}
      : {
          foreignKeys: refers.map(({ column, table, to }) => ({
            fields: column,
            reference: { resource: `${table}-csv`, fields: to },
          })),
        }),
  };
}
