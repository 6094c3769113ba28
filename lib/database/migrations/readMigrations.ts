import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../projectFolder";

/** A migration as it lies in prisma/migrations. */
export interface Migration {
  /** Name of its folder, which begins with its time. */
  name: string;
  sql: string;
  /** As in `_prisma_migrations`: SHA-256 of the script, hexadecimal. */
  checksum: string;
}

/** The folder of the code's own migrations. */
export function migrationsFolder(): string {
  return join(projectFolder(), "prisma", "migrations");
}

/** Reads all migrations of a folder, oldest first. */
export function readMigrations(folder = migrationsFolder()): Migration[] {
  return readdirSync(/* turbopackIgnore: true */ folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort()
    .map((name) => {
      const script = readFileSync(join(folder, name, "migration.sql"));
      const checksum = createHash("sha256").update(script).digest("hex");
      return { name, sql: script.toString("utf8"), checksum };
    });
}
