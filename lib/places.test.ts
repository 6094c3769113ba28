import { describe, expect, it, type TestContext } from "vitest";
import { openDatabase } from "./database/openDatabase";
import { scratchServer } from "./database/testing/databases";
import { throughPgBouncer } from "./database/testing/pgBouncer";
import { execute } from "./database/testing/scratchPostgres";
import { createOrganization } from "./organizations/account/createOrganization";
import { listOrganizationSummaries } from "./organizations/account/listOrganizationSummaries";
import { actors } from "./organizations/audit/actors";
import { findBreak } from "./organizations/audit/findBreak";
import { readWholeAudit } from "./organizations/audit/readAudit";
import { issueKey } from "./organizations/keys/issueKey";
import { listLinkedInstances } from "./organizations/links/listLinkedInstances";
import { statistics } from "./statistics/declared/statistics";
import { defaultView } from "./statistics/view/view";
import { bodies, instanceId, openOn } from "./testing/openedServices";

const server = scratchServer();

/** Where a service is run: makes a database there, and gives the DATABASE_URL of its service. */
type Place = (databaseUrl: string, context: TestContext) => Promise<string>;

const nameOf = (url: string) => new URL(url).pathname.slice(1);

const places: Readonly<Record<string, Place>> = {
  async "a German database"(url) {
    await execute(url, `alter database ${nameOf(url)} set datestyle to 'German'`);
    await execute(url, `alter database ${nameOf(url)} set timezone to 'Asia/Kolkata'`);
    return url;
  },
  async "a role with a schema of its own"(url) {
    const role = `svc_${nameOf(url).slice(-12)}`;
    await execute(url, `create role ${role} login; create schema ${role} authorization ${role}`);
    return url.replace("//postgres@", `//${role}@`);
  },
  "a schema that DATABASE_URL names": async (url) => `${url}?schema=Telemetry`,
  "PgBouncer in transaction mode": (url, context) =>
    throughPgBouncer(url, context, ["pool_mode = transaction", "default_pool_size = 4"]),
  async "serializable transactions"(url) {
    await execute(url, `alter database ${nameOf(url)} set default_transaction_isolation to serializable`);
    return url;
  },
};

describe("the whole service, on", () => {
  it.for(Object.entries(places))("%s", async ([, prepare], context) => {
    const databaseUrl = await prepare(await server(context).createDatabase(), context);
    const open = async () => {
      const options = { databaseUrl, dataFolder: "", holder: "a test" };
      return { database: await openDatabase(options), options };
    };
    const { send, sendAll, ingest, organizations, lookUp, instances, ...services } = await openOn(
      open,
      context,
    );
    await sendAll();
    const by = organizations.contextOf(actors.operator);
    const { id: organizationId } = await createOrganization(by, {
      alias: "acme",
      name: "Acme",
      plan: "enterprise",
    });
    const { value: orgKey } = await issueKey(by, { organizationId });
    await ingest.changed("keys");
    const linked = { instance_id: "c6vq1tqs0qtc73dlqkpa", event_type: "snapshot_created", event_data: {} };
    expect(await send("/api/v1/events", [linked], { "org-key": orgKey })).toMatchObject({ status: 200 });
    await send("/api/rpc/telemetry_event", { instance_id: instanceId, event_type: "clone_melted" });
    await ingest.flushCounts();

    const events = bodies.length + 1;
    expect(await services.readOverview()).toMatchObject({ events: { all: events } });
    expect((await services.readStatus()).days.at(-1)).toMatchObject({ accepted: events, refused: 1 });
    expect((await services.readEventTypeUse()).byType.get("snapshot_created")).toBe(2);
    for (const statistic of statistics) {
      expect(await services.readStatistic(statistic.key, defaultView(statistic))).toBeDefined();
    }
    const opened = await lookUp();
    if (opened === null) throw new Error("not found");
    const timeline = await instances.readTimeline(opened, {
      types: [],
      before: null,
      after: null,
      limit: 500,
    });
    expect(timeline.events).toHaveLength(bodies.length);
    expect(await listOrganizationSummaries(by)).toMatchObject([{ alias: "acme" }]);
    expect(await listLinkedInstances(by, { organizationId })).toHaveLength(1);
    expect(findBreak(organizationId, await readWholeAudit(by, { organizationId }))).toBeNull();
    expect(await services.checkRollUps()).toMatchObject({ events, differences: [] });
    expect(await instances.erase(opened, { refuseEvents: false })).toMatchObject({ state: "hidden" });
    expect(await lookUp()).toBeNull();
  });
});
