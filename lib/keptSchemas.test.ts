import { describe, expect, it } from "vitest";
import { asDatabase } from "./database/asDatabase";
import { migrate } from "./database/migrations/migrate";
import { readMigrations } from "./database/migrations/readMigrations";
import {
  type KeptColumn,
  readColumns,
  readKeptSchemas,
  restoreKept,
} from "./database/migrations/testing/keptSchemas";
import { firstDayKept } from "./database/partitions";
import { forEachDriver } from "./database/testing/drivers";
import { everyRow } from "./database/testing/everyRow";
import { rebuildRollUps } from "./ingest/rebuildRollUps";
import { findBreak } from "./organizations/audit/findBreak";
import { readWholeAudit } from "./organizations/audit/readAudit";

const kept = readKeptSchemas();

/** The oldest version that may run beside this one: a later schema takes nothing away from it. */
const runsBeside = "20270103000000_requests";

/** Tables whose rows a later migration put elsewhere, or left out on purpose. */
const movedSince: Readonly<Record<string, readonly string[]>> = {
  // Packed into `instance_day`.
  "20261227000000_unknown_names": ["instance_day_clone_time", "instance_day_event", "instance_day_value"],
};

/** Lines of {@link everyRow} of those tables, by table. */
function countByTable(rows: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const table = row.slice(0, row.indexOf(" "));
    counts[table] = (counts[table] ?? 0) + 1;
  }
  return counts;
}

const nameOf = ({ table, column }: KeptColumn) => `${table}.${column}`;

it("every migration of a kept schema is there, to the letter", () => {
  const now = new Map(readMigrations().map(({ name, checksum }) => [name, checksum]));
  expect(kept.length).toBeGreaterThan(0);
  for (const { migrations } of kept) {
    for (const [name, checksum] of Object.entries(migrations))
      expect([name, now.get(name)]).toEqual([name, checksum]);
  }
});

describe.each(kept)("a database of $name", (schema) => {
  forEachDriver((open) => {
    it("becomes one of today, with all that it held", async (context) => {
      const driver = await open(context);
      await restoreKept(driver, schema);
      const database = asDatabase(driver, { kind: "postgresql", location: "", close: async () => {} });
      const rowsThen = Object.entries(schema.tables).filter(([, rows]) => rows.length > 0);
      expect(rowsThen.length).toBeGreaterThan(15);
      const before = countByTable(await everyRow(database));
      for (const [table, rows] of rowsThen) expect([table, before[table]]).toEqual([table, rows.length]);
      await migrate(driver, () => {});
      const after = countByTable(await everyRow(database));
      const moved = movedSince[schema.name] ?? [];
      for (const [table, rows] of rowsThen) {
        if (!moved.includes(table)) expect([table, after[table]]).toEqual([table, rows.length]);
      }
      const horizon = await firstDayKept(database);
      const { differences, instances } = await rebuildRollUps(database, { horizon, checkOnly: true });
      expect([differences, instances > 20]).toEqual([[], true]);
      for (const { id: organizationId } of await database.prisma.organization.findMany()) {
        expect(findBreak(organizationId, await readWholeAudit({ database }, { organizationId }))).toBeNull();
      }
      if (schema.name < runsBeside) return;
      const now = new Map((await readColumns(database)).map((column) => [nameOf(column), column]));
      const then = new Map(schema.columns.map((column) => [nameOf(column), column]));
      // What a version reads and writes stays, and nothing that it does not write is asked of it.
      for (const [name, { type, required, filled }] of then) {
        const column = now.get(name);
        expect([name, column?.type]).toEqual([name, type]);
        if (!required || filled) expect([name, column?.required && !column.filled]).toEqual([name, false]);
      }
      const tables = new Set(schema.columns.map(({ table }) => table));
      for (const [name, column] of now) {
        if (!tables.has(column.table) || then.has(name)) continue;
        expect([name, column.required && !column.filled]).toEqual([name, false]);
      }
    });
  });
});
