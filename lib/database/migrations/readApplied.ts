import type { Session } from "../types";
import { readMigrations } from "./readMigrations";

/** Migrations: of this build, and in the database. */
export interface SchemaReading {
  readonly known: number;
  readonly applied: number;
  /** The first that the database has and this build does not know; null where there is none. */
  readonly unknown: string | null;
}

/** Which migrations the database has, beside those of this build. */
export async function readApplied({ query }: Pick<Session, "query">): Promise<SchemaReading> {
  const known = new Set(readMigrations().map(({ name }) => name));
  const rows = await query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where rolled_back_at is null order by started_at",
  );
  return {
    known: known.size,
    applied: rows.length,
    unknown: rows.find(({ name }) => !known.has(name))?.name ?? null,
  };
}
