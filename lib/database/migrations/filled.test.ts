import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { dataAgeBand, dataAgeBands } from "../../catalogue";
import { asDatabase } from "../asDatabase";
import { forEachDriver } from "../testing/drivers";
import { migrate } from "./migrate";
import { readMigrations } from "./readMigrations";

const quiet = () => {};
const key = "0190163d-8694-739b-aea5-966c26f8ad91";
const hash = (digit: string) => digit.repeat(64);

/** Before, in and after every band. */
const agesSeconds = [-1, 0, ...dataAgeBands.flatMap(({ below }) => [below - 1, below])];

/** An installation of the version before the constraints, with a row in every table of the organizations. */
const rows = `
  insert into organization (alias, name, plan, created_at) values
    ('acme', 'Acme', 'standard', '2026-11-01'), ('globex', 'Globex', 'enterprise', '2026-11-01');
  insert into organization_key (id, organization_id, hash, hint, created_at) values ('${randomUUID()}', 1, 'h', 'abcd', '2026-11-01');
  insert into access_token (id, organization_id, hash, hint, name, personal, created_at)
    values ('${randomUUID()}', 1, 'h', 'abcd', 'CI', false, '2026-11-01');
  insert into project (organization_id, name, created_at) values (1, 'staging', '2026-11-01');
  insert into organization_instance (instance_key, organization_id, project_id, instance_id, linked_at)
    values ('${key}', 1, 1, 'c6vq1tqs0qtc73dlqkpg', '2026-11-01');
  insert into usage_hour values ('${key}', '2026-11-01T10:00:00Z', 1, 4, 8, 15);
  insert into support_grant (id, organization_id, reason, granted_by, granted_at, ends_at)
    values ('${randomUUID()}', 1, 'look', 'token CI', '2026-11-01', '2026-11-02');
  insert into audit_entry values
    (1, 1, '2026-11-01', 'operator', 'organization created', 'Acme', null, '${hash("0")}', '${hash("a")}'),
    (1, 2, '2026-11-01', 'operator', 'token issued', 'CI', null, '${hash("a")}', '${hash("b")}');
  insert into instance (instance_key, first_seen, last_seen) values ('${key}', '2026-11-01', '2026-11-01');
  insert into instance_day (instance_key, day) values ('${key}', '2026-11-01');
  insert into instance_day_event values ('${key}', '2026-11-01', 'alert', 3);
  create table event_2026_11 partition of event for values from ('2026-11-01') to ('2026-12-01');
  insert into event (instance_key, event_time, id, event_type, received_at, data)
    select '${key}', '2026-11-01T23:00:00Z', gen_random_uuid(), 'clone_created', '2026-11-01T23:00:00Z', data::jsonb
    from unnest(array[${agesSeconds.map((age) => `'{"dsa_diff": ${age}}'`)}, '{}']) as data;
  insert into event (instance_key, event_time, id, event_type, received_at, data)
    select '${key}', '2026-11-02T01:00:00Z', gen_random_uuid(), 'branch_updated', '2026-11-02T01:00:00Z', data::jsonb
    from unnest(array['{"protected": true}', '{"protected": false}', '{"protected": true}']) as data;
  insert into statistic_period values ('week', '2026-11-02', '2026-11-09', 0);
  insert into statistic_point values ('editions', 'week', '2026-11-02', 'standard', 'standard', 1, 0, null);
  insert into erasure_receipt values ('${randomUUID()}', '2026-11-01', '2026-11-08', null, null, true, '{"events": 3}')`;

forEachDriver((open) => {
  it("takes a filled database of the version before along", async (context) => {
    const driver = await open(context);
    const before = readMigrations().filter(({ name }) => name < "20261128");
    await migrate(driver, quiet, before);
    await driver.withConnection((connection) => connection.script(rows));
    await migrate(driver, quiet);
    const { prisma, sql } = asDatabase(driver, {
      kind: "postgresql",
      location: "",
      close: async () => {},
    });
    const organizations = await prisma.organization.findMany({
      include: {
        instances: { include: { project: true } },
        usage: true,
        tokens: true,
        keys: true,
        grants: true,
      },
      orderBy: { id: "asc" },
    });
    expect(organizations).toMatchObject([
      {
        auditEntries: 2,
        auditHead: hash("b"),
        lastInstanceNumber: 1n,
        instances: [{ instanceKey: key, number: 1n, keyedSince: null, project: { name: "staging" } }],
        usage: [{ cpu: 4 }],
        tokens: [{ name: "CI" }],
        keys: [{ hint: "abcd" }],
        grants: [{ reason: "look" }],
      },
      { auditEntries: 0, auditHead: hash("0"), lastInstanceNumber: 1n, instances: [] },
    ]);
    expect(await sql.selectFrom("visible_instance_day_event").select("events").execute()).toEqual([
      { events: 3 },
    ]);
    const aged = new Map<string, number>();
    for (const band of agesSeconds.map(dataAgeBand))
      if (band !== null) aged.set(band, (aged.get(band) ?? 0) + 1);
    const valuesOf = (field: string) =>
      sql
        .selectFrom("visible_instance_day_value")
        .selectAll()
        .where("field", "=", field)
        .orderBy("value")
        .execute();
    expect(await valuesOf("branch_updated.protected")).toMatchObject([
      { instance_key: key, day: "2026-11-02", value: "false", events: 1 },
      { instance_key: key, day: "2026-11-02", value: "true", events: 2 },
    ]);
    expect(await valuesOf("clone_created.dsa_diff")).toEqual(
      [...aged].sort().map(([value, events]) => ({
        instance_key: key,
        day: "2026-11-01",
        field: "clone_created.dsa_diff",
        value,
        events,
      })),
    );
  });
});
