import { expect, it } from "vitest";
import { ensurePartitions } from "./partitions";
import { hiddenTables } from "./tables";
import { forEachDatabase } from "./testing/databases";

const key = "0190163d-8694-739b-aea5-966c26f8ad91";
const start = `'${key}', '2026-11-02', '2026-11-02'`;

/** One statement for each kind of value that must never be stored. */
const wrong: readonly (readonly [string, string])[] = [
  [
    "an organization that is not there",
    `insert into project (organization_id, name, created_at) values (9, 'x', now())`,
  ],
  ["usage of nobody", `insert into usage_hour values ('${key}', '2026-11-01T10:00:00Z', 9, 1, 1, 1)`],
  [
    "a project of another organization",
    `insert into organization_instance (instance_key, organization_id, project_id, number, instance_id, linked_at)
       values ('${key}', 2, 1, 1, 'c6vq1tqs0qtc73dlqkpg', now())`,
  ],
  ["an organization that others point to, deleted", "delete from organization where id = 1"],
  [
    "a plan that is none",
    `insert into organization (alias, name, plan, created_at) values ('x', 'X', 'free', now())`,
  ],
  [
    "an alias with capitals",
    `insert into organization (alias, name, plan, created_at) values ('X', 'X', 'standard', now())`,
  ],
  [
    "an edition that is none",
    `insert into instance (instance_key, first_seen, last_seen, edition) values (${start}, 'pro')`,
  ],
  [
    "an instance seen last before first",
    `insert into instance (instance_key, first_seen, last_seen) values ('${key}', '2026-11-02', '2026-11-01')`,
  ],
  [
    "half a start",
    `insert into instance (instance_key, first_seen, last_seen, started_at) values (${start}, now())`,
  ],
  [
    "an event counted by a clock that is none",
    `insert into event (instance_key, event_time, id, event_type, received_at, data, counted_by)
       values ('${key}', '2026-11-02', '${key}', 'alert', now(), '{}', 'sundial')`,
  ],
  [
    "no events",
    `insert into instance_day (instance_key, day, known_at, events) values ('${key}', '2026-11-01', now(), '{"alert": 0}')`,
  ],
  ["fewer refusals than one", "insert into refusal_day values ('2026-11-01', 'x', '', '', -1)"],
  [
    "a point of a quarter of an hour",
    "insert into statistic_period values ('quarter hour', '2026-11-02', 0, now(), 0, 0)",
  ],
  [
    "a period released that was not held",
    "insert into statistic_period values ('week', '2026-11-02', 0, now(), 0, 0, null, now())",
  ],
  ["a revision without a reason", "insert into statistic_revision values (1, now(), '')"],
  ["a sender without a name", `insert into sender values ('${key}', '', 'x', 'abcd', now())`],
  [
    "an erasure purged before it was asked for",
    `insert into erasure values ('${key}', '${key}', '2026-11-02', '2026-11-01')`,
  ],
  [
    "a receipt both purged and undone",
    `insert into erasure_receipt values ('${key}', '2026-11-01', '2026-11-08', now(), now(), true, '{}')`,
  ],
  ["usage of half an hour", `insert into usage_hour values ('${key}', '2026-11-01T10:30:00Z', 1, 1, 1, 1)`],
  ["less memory than none", `insert into usage_hour values ('${key}', '2026-11-01T10:00:00Z', 1, 1, -1, 1)`],
  ["a hash that is none", `insert into audit_entry values (1, 1, now(), 'a', 'b', 'c', null, 'x', 'y')`],
  [
    "a grant that ends before it begins",
    `insert into support_grant (id, organization_id, reason, granted_by, granted_at, ends_at) values ('${key}', 1, 'x', 'y', now(), now() - interval '1 hour')`,
  ],
];

forEachDatabase((open) => {
  it("refuses what must never be stored", async (context) => {
    const { database } = await open(context);
    // An event without a partition would be refused by the same code.
    await ensurePartitions(database, { now: new Date("2026-11-10T00:00:00Z"), retentionDays: 30 });
    await database.query(
      "insert into organization (alias, name, plan, created_at) values ('a', 'A', 'standard', now()), ('b', 'B', 'enterprise', now())",
    );
    await database.query(
      "insert into project (organization_id, name, created_at) values (1, 'staging', now())",
    );
    for (const [what, statement] of wrong) {
      const state = await database.query(statement).then(
        () => "stored",
        (error: { sqlState?: string }) => error.sqlState,
      );
      expect([what, state]).toEqual([what, expect.stringMatching(/^(23514|23503|23001)$/)]);
    }
  });

  it("has a view of each table that hides what is to be erased, with all its columns", async (context) => {
    const { database } = await open(context);
    const rows = await database.query<{ name: string; columns: string }>(
      `select relname as name, string_agg(attname || ' ' || atttypid::regtype, ', ' order by attnum) as columns
         from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') group by 1`,
    );
    const columns = new Map(rows.map((row) => [row.name, row.columns]));
    for (const table of [...hiddenTables, "organization_instance"]) {
      expect([table, columns.get(`visible_${table}`)]).toEqual([table, columns.get(table)]);
    }
    expect(columns.get("open_instance")).toBe(columns.get("instance"));
  });

  it("keeps the rules of the audit log, which a foreign key would cost it", async (context) => {
    const { database } = await open(context);
    expect(
      await database.query(
        `select count(*) as n from pg_constraint where contype = 'f' and 'audit_entry'::regclass in (conrelid, confrelid)`,
      ),
    ).toEqual([{ n: 0 }]);
    expect(
      await database.query("select rulename from pg_rules where tablename = 'audit_entry' order by 1"),
    ).toEqual([{ rulename: "audit_entry_is_kept" }, { rulename: "audit_entry_stays" }]);
  });

  it("has foreign keys only to tables that are on every node, or on the one that has those that point to them", async (context) => {
    const { database } = await open(context);
    const rows = await database.query<{ target: string }>(
      "select distinct confrelid::regclass::text as target from pg_constraint where contype = 'f' order by 1",
    );
    expect(rows.map(({ target }) => target)).toEqual([
      "organization",
      "project",
      ...["release", "release_blob", "release_file"],
    ]);
  });
});
