import { describe, expect, it } from "vitest";
import { foldStatements } from "../../ingest/folds/addToRollUps";
import { appendStatements } from "../../ingest/folds/appendEvents";
import { lintStatement } from "./lintStatement";

const kinds = {
  joins: "joins a table that is spread by instance with one that is on the coordinator alone",
  asksAnew: "asks a table that is spread by instance anew for each row of what is not",
  locks: "locks rows of a table that is spread by instance without naming one",
  mayDiffer: "lets each server say what is stored on conflict, by a function that may differ",
  asksOnConflict: "asks another query what is stored on conflict",
};

describe("the linter of statements", () => {
  it.each([
    [kinds.joins, "select from webhook join visible_event as event on event.fold > webhook.events_through"],
    [
      kinds.joins,
      `select "g"."id" from "support_grant" as "g", "support_grant_instance" as "of" where "of"."grant_id" = "g"."id"`,
    ],
    [
      kinds.asksAnew,
      "select place from jsonb_to_recordset($1::jsonb) as r(id uuid, place integer) where exists (select from event where event.id = r.id)",
    ],
    [
      kinds.asksAnew,
      "select k, (select sum(events) from visible_instance_day_event as c where c.instance_key = keys.k) from unnest($1::uuid[]) as keys(k)",
    ],
    [
      kinds.asksAnew,
      "select id, (select count(*) from organization_instance as link where link.organization_id = organization.id) from organization",
    ],
    [kinds.locks, "select 1 from instance where last_seen < $1 for update"],
    [
      kinds.mayDiffer,
      "insert into instance (instance_key) values ($1) on conflict (instance_key) do update set last_seen = now()",
    ],
    [
      kinds.asksOnConflict,
      "insert into instance as kept (instance_key) values ($1) on conflict (instance_key) do update set edition = (select plan from organization)",
    ],
  ])("finds: %s", (kind, sql) => {
    expect(lintStatement(sql)).toContain(kind);
  });

  it.each([
    [
      "a join of what is spread",
      "select from event join instance on instance.instance_key = event.instance_key",
    ],
    [
      "a join with what is everywhere",
      "select from usage_hour join organization on organization.id = usage_hour.organization_id",
    ],
    [
      "a look for each row of what is spread",
      "select (select max(day) from visible_instance_day as d where d.instance_key = i.instance_key) from visible_instance as i",
    ],
    ["a lock of one instance", `select from "instance" where "instance_key" = $1 for update`],
    ["a text that looks like one", "select 'from webhook join event' from instance"],
    [
      "the coordinator's alone",
      "select from webhook join audit_entry as entry on entry.organization_id = webhook.organization_id",
    ],
    [
      "the clock in a table of the coordinator",
      "insert into job_lease (job) values ($1) on conflict (job) do update set expires_at = now()",
    ],
  ])("lets through %s", (_, sql) => {
    expect(lintStatement(sql)).toEqual([]);
  });

  it("lets through what writes and counts events", () => {
    expect([...appendStatements, ...foldStatements].flatMap(lintStatement)).toEqual([]);
  });
});
