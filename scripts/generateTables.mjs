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

/** Types that are given and taken alike, and what they are called in SQL. */
const plain = /** @type {Record<string, readonly [string, string]>} */ ({
  String: ["string", "text"],
  Boolean: ["boolean", "boolean"],
  Int: ["number", "integer"],
  BigInt: ["number | bigint", "bigint"],
  Bytes: ["Uint8Array", "bytea"],
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
    block("interface SchemaTables", models, (model) => `  ${tableOf(model)}: ${model.name}Table;`),
    "/** PostgreSQL's type of each column. */",
    block(
      "const columnTypes =",
      models,
      (model) => `  ${tableOf(model)}: ${JSON.stringify(sqlTypesOf(model))},`,
    ),
  ].join("\n");
}

/** @param {Model} model */
function describeTable(model) {
  return block(`interface ${model.name}Table`, columnsOf(model), describeColumn);
}

/**
 * @template Item
 * @param {string} head
 * @param {readonly Item[]} items
 * @param {(item: Item) => string} describe
 */
function block(head, items, describe) {
  return `export ${head} {\n${items.map(describe).join("\n")}\n}${head.startsWith("const") ? " as const;" : ""}\n`;
}

/** @param {Model} model */
function columnsOf(model) {
  return model.fields.filter((field) => field.kind === "scalar");
}

/** @param {Model} model */
function sqlTypesOf(model) {
  return Object.fromEntries(columnsOf(model).map((field) => [nameOf(field), typesOf(field).sql]));
}

/** @param {Field} field */
function describeColumn(field) {
  // A list is never said to be nullable, and always is.
  const isNeeded = field.isRequired && !field.isList && !field.hasDefaultValue;
  const orNull = field.isRequired && !field.isList ? "" : " | null";
  const orLeftOut = isNeeded ? "" : " | undefined";
  const { given, taken } = typesOf(field);
  const type = `ColumnType<${given}${given === "unknown" ? "" : orNull}, ${taken}${orNull}${orLeftOut}, ${taken}${orNull}>`;
  return `  ${nameOf(field)}: ${type};`;
}

/**
 * What a column gives, what may be written to it, and PostgreSQL's name of its type.
 * @param {Field} field
 */
function typesOf({ name, type, nativeType, isList }) {
  const native = nativeType?.[0].toLowerCase();
  // Packed: views say what it holds.
  if (isList) return { given: "unknown", taken: "string", sql: `${native ?? plain[type]?.[1]}[]` };
  if (type === "DateTime") {
    return native === "date"
      ? { given: "string", taken: "string", sql: "date" }
      : { given: "Date", taken: "Date | string", sql: "timestamptz" };
  }
  // As JSON text: an object would be sent differently by the two drivers.
  if (type === "Json") return { given: "unknown", taken: "string", sql: "jsonb" };
  const both = plain[type];
  if (!both) throw new Error(`the column ${name} has the type ${type}, which no table has had so far`);
  return { given: both[0], taken: both[0], sql: native ?? both[1] };
}

/** @param {Field} field */
function nameOf(field) {
  return field.dbName ?? field.name;
}

/** @param {Model} model */
function tableOf(model) {
  return model.dbName ?? model.name;
}
