import { expect, it } from "vitest";
import { describedTables } from "./database/describedTables";
import { forEachDatabase } from "./database/testing/databases";
import { createOrganization } from "./organizations/account/createOrganization";
import { actors } from "./organizations/audit/actors";
import { issueKey } from "./organizations/keys/issueKey";
import { statistics } from "./statistics/declared/statistics";
import { defaultView } from "./statistics/view/view";
import { bodies, openOn } from "./testing/openedServices";

forEachDatabase((open) => {
  it("a process goes on while a newer version adds to every table that it uses", async (context) => {
    const services = await openOn(open, context);
    const { database, instances, organizations, jobs } = services;
    const by = () => organizations.contextOf(actors.operator);
    const use = async (alias: string) => {
      await services.sendAll();
      const opened = await services.lookUp();
      if (opened === null) throw new Error("not found");
      const { events } = await instances.readTimeline(opened, {
        types: [],
        before: null,
        after: null,
        limit: 500,
      });
      await instances.readHistory(opened);
      await instances.readNow(opened);
      const { id: organizationId } = await createOrganization(by(), {
        alias,
        name: alias,
        plan: "enterprise",
      });
      const { value: orgKey } = await issueKey(by(), { organizationId });
      const registered = await services.send(
        "/api/rpc/dblab_instance_register",
        { selfassigned_instance_id: `c0000000000000000${organizationId + 100}` },
        { "org-key": orgKey },
      );
      expect(registered.status).toBe(200);
      for (const statistic of statistics) await services.readStatistic(statistic.key, defaultView(statistic));
      for (const { name } of jobs.list()) if (name !== "statistics") await jobs.firstTurn(name);
      await services.materialiseStatistics();
      await services.ingest.flushCounts();
      return events.length;
    };
    expect(await use("before")).toBe(bodies.length);
    // As the first half of expand and contract does, from the connection of another process.
    for (const { name } of describedTables)
      await database.query(`alter table "${name}" add column added_later text`);
    await database.query("create table added_later (id integer primary key)");
    expect(await use("after")).toBe(2 * bodies.length);
    expect((await services.checkRollUps()).differences).toEqual([]);
  });
});
