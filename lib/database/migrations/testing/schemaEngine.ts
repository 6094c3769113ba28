import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { projectFolder } from "../../projectFolder";
import type { Migration } from "../readMigrations";

const PACKAGE = "@prisma/schema-engine-wasm/schema_engine_bg";
const NO_FILTERS = { externalTables: [], externalEnums: [] };

let loading: Promise<typeof SchemaEngine> | undefined;

/** Applies what is missing as `prisma migrate deploy` does. @returns the names of what was applied. */
export async function deploy(
  factory: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
): Promise<string[]> {
  const engine = await newEngine(factory);
  try {
    const output = await engine.applyMigrations({ migrationsList: asList(migrations), filters: NO_FILTERS });
    return output.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/**
 * The SQL that is missing between the migrations, run on the factory's shadow database, and a Prisma schema.
 *
 * @param schema text of a schema.prisma.
 * @returns statements, or only comments when nothing differs.
 */
export async function differenceToSchema(
  factory: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
  schema: string,
): Promise<string> {
  const engine = await newEngine(factory, schema);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...asList(migrations) },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return stdout ?? "";
  } finally {
    engine.free();
  }
}

async function newEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schema?: string,
): Promise<SchemaEngine> {
  loading ??= load();
  const Engine = await loading;
  const datamodels: [string, string][] | undefined =
    schema === undefined ? undefined : [["schema.prisma", schema]];
  return Engine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

/** Node cannot import a `.wasm` file as the package's entry does, so it is instantiated here. */
async function load(): Promise<typeof SchemaEngine> {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const glueFile = createRequire(join(projectFolder(), "package.json")).resolve(PACKAGE);
  const bytes = await readFile(join(dirname(glueFile), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start } = instance.exports;
  if (typeof __wbindgen_start === "function") __wbindgen_start();
  return glue.SchemaEngine;
}

function asList(migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
