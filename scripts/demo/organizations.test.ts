import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../lib/database/partitions";
import { onDatabase } from "../../lib/database/testing/databases";
import { readTimeline } from "../../lib/instances/timeline/readTimeline";
import { listOrganizations } from "../../lib/organizations/account/listOrganizations";
import { listGrants } from "../../lib/organizations/grants/listGrants";
import { listLinkedInstances } from "../../lib/organizations/links/listLinkedInstances";
import { contextFor, openAtWork } from "../../lib/organizations/testing/atWork";
import { findToken } from "../../lib/organizations/tokens/findToken";
import { readUsage } from "../../lib/organizations/usage/readUsage";
import { testPseudonyms as pseudonyms } from "../../lib/statistics/testing/fleet";
import { createFleet } from "./fleet";
import { makeOrganizations } from "./organizations";

const now = new Date("2026-11-25T12:30:00Z");

onDatabase((open) => {
  describe("the demo's organizations", () => {
    it("have the engines of the paid editions, with usage, and can be made again", async (test) => {
      const { database } = await open(test);
      await ensurePartitions(database, { now, retentionDays: 30 });
      const { engines } = createFleet({ seed: 5, instances: 60, months: 6, end: now });
      const paid = engines.filter(({ edition }) => edition !== "community");
      const first = await makeOrganizations(database, { pseudonyms, engines, now });
      const again = await makeOrganizations(database, { pseudonyms, engines, now });
      const context = contextFor(database, now);
      const organizationId = first.organization.id;
      const organizations = await listOrganizations(context);
      const instances = (
        await Promise.all(organizations.map(({ id }) => listLinkedInstances(context, { organizationId: id })))
      ).flat();
      expect(instances.map(({ instanceId }) => instanceId).sort()).toEqual(paid.map(({ id }) => id).sort());
      expect(paid.length).toBeGreaterThan(3);
      const { usage } = await readUsage(context, { organizationId, months: 3 });
      expect(usage.length).toBeGreaterThan(0);
      for (const { hours, vcpuHours } of usage) expect(vcpuHours).toBeGreaterThanOrEqual(hours);
      expect(await listGrants(context, { organizationId })).toHaveLength(1);
      expect(await findToken(context, { value: first.accessToken })).toBeNull();
      expect(await findToken(context, { value: again.accessToken })).toMatchObject({
        organizationId,
      });
    });

    it("see what their engines send, which is without a key", async (test) => {
      const { database, send, pass, refresh, now: atWork } = await openAtWork(open, test);
      const { engines } = createFleet({ seed: 5, instances: 60, months: 6, end: atWork() });
      const engine = engines.find(
        ({ edition, reportsFrom }) => edition !== "community" && reportsFrom < atWork().getTime(),
      );
      await makeOrganizations(database, { pseudonyms, engines, now: atWork() });
      pass(1);
      await refresh();
      await send("/api/rpc/telemetry_event", {
        instance_id: engine?.id,
        event_type: "clone_destroyed",
        event_data: { id: "clone" },
      });
      const key = pseudonyms.instanceKey(engine?.id ?? "");
      const latest = { types: [], before: null, after: null, limit: 10 };
      expect((await readTimeline(database, key, latest)).events).toMatchObject([{ type: "clone_destroyed" }]);
    });
  });
});
