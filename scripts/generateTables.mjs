import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import helper from "@prisma/generator-helper";

/**
 * A generator of Prisma: writes the types of the tables for Kysely, as our driver gives and takes their values
 * (lib/database/rowTypes.ts). `prisma generate` runs it.
 *
 * @typedef {import("@prisma/generator-helper").DMMF.Model} Model
 * @typedef {import("@prisma/generator-helper").DMMF.Field} Field
 */

/** Types that are given and taken alike. */
const plain = /** @type {Record<string, string>} */ ({
  String: "string",
  Boolean: "boolean",
  Int: "number",
  BigInt: "number | bigint",
  Float: "number",
});

helper.generatorHandler({
  onManifest: () => ({ prettyName: "Table types", defaultOutput: "tables.ts" }),
  async onGenerate({ generator, dmmf }) {
    const file = generator.output?.value;
    if (!file) throw new Error("the generator of table types needs an output");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, describeTables(dmmf.datamodel.models));
  },
});

/** @param {readonly Model[]} models */
function describeTables(models) {
  return [
    "// Made from prisma/schema.prisma by scripts/generateTables.mjs. Do not edit.",
    "// biome-ignore-all lint: generated file",
    `import type { ColumnType } from "kysely";\n`,
    ...models.map(describeTable),
    `export interface SchemaTables {\n${models.map((model) => `  ${tableOf(model)}: ${model.name}Table;`).join("\n")}\n}\n`,
  ].join("\n");
}

/** @param {Model} model */
function describeTable(model) {
  const columns = model.fields.filter((field) => field.kind === "scalar").map(describeColumn);
  return `export interface ${model.name}Table {\n${columns.join("\n")}\n}\n`;
}

/** @param {Field} field */
function describeColumn(field) {
  const orNull = field.isRequired ? "" : " | null";
  const orLeftOut = field.isRequired && !field.hasDefaultValue ? "" : " | undefined";
  const { given, taken } = typesOf(field);
  const type = `ColumnType<${given}${given === "unknown" ? "" : orNull}, ${taken}${orNull}${orLeftOut}, ${taken}${orNull}>`;
  return `  ${field.dbName ?? field.name}: ${type};`;
}

/**
 * What a column gives, and what may be written to it.
 * @param {Field} field
 */
function typesOf({ name, type, nativeType }) {
  if (type === "DateTime") {
    return nativeType?.[0] === "Date"
      ? { given: "string", taken: "string" }
      : { given: "Date", taken: "Date | string" };
  }
  // As JSON text: an object would be sent differently by the two drivers.
  if (type === "Json") return { given: "unknown", taken: "string" };
  const both = plain[type];
  if (!both) throw new Error(`the column ${name} has the type ${type}, which no table has had so far`);
  return { given: both, taken: both };
}

/** @param {Model} model */
function tableOf(model) {
  return model.dbName ?? model.name;
}
