import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json";
import { catalogue, engineReleases } from "../catalogue";
import { requestJsonSchema } from "../catalogue/jsonSchema";
import { readMigrations } from "../database/migrations/readMigrations";

/** Which service this is: what two processes that should be the same can be compared by. */
export interface Version {
  readonly version: string;
  /** Of this build alone; null where pages are built as they are asked for. */
  readonly build: string | null;
  /** Of Node.js. */
  readonly node: string;
  readonly migrations: { readonly count: number; readonly last: string };
  readonly catalogue: {
    /** The same for the same event types with the same fields. */
    readonly hash: string;
    readonly eventTypes: number;
    /** The newest tag of the engine that began a minor version it knows; a release candidate where that is not released. */
    readonly engine: string;
  };
}

const hashDigits = 12;

/** @param build folder of the build */
export function readVersion(build: string): Version {
  const migrations = readMigrations();
  const { types } = catalogue;
  const schemas = JSON.stringify(types.map(requestJsonSchema));
  return {
    version: packageJson.version,
    build: readBuild(build),
    node: process.versions.node,
    migrations: { count: migrations.length, last: migrations.at(-1)?.name ?? "" },
    catalogue: {
      hash: createHash("sha256").update(schemas).digest("hex").slice(0, hashDigits),
      eventTypes: types.length,
      engine: engineReleases.at(-1)?.tag ?? "",
    },
  };
}

function readBuild(folder: string): string | null {
  try {
    return readFileSync(join(/* turbopackIgnore: true */ folder, "BUILD_ID"), "utf8").trim();
  } catch {
    return null;
  }
}
