import type { Plan } from "@/lib/organizations/types";

/** Plans as people call them. */
export const planWords = { standard: "Standard", enterprise: "Enterprise" } as const satisfies Record<
  Plan,
  string
>;

/** Kinds of database as people call them. */
export const databaseWords = {
  embedded: "Embedded PostgreSQL (PGlite), in a folder",
  postgresql: "PostgreSQL server",
} as const;
