import type { SchemaTables } from "./generated/tables";

/** All tables, with their columns as our driver gives and takes them. */
export type Tables = SchemaTables;
