/** Kinds of database as people call them. */
export const databaseKinds = {
  embedded: "Embedded PostgreSQL (PGlite), in a folder",
  postgresql: "PostgreSQL server",
} as const;
