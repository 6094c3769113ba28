import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../lib/database/partitions";
import { onDatabase } from "../../lib/database/testing/databases";
import { listGrants } from "../../lib/organizations/grants/grants";
import { listInstances } from "../../lib/organizations/instances/linkedInstances";
import { listOrganizations } from "../../lib/organizations/manage/organizations";
import { findToken } from "../../lib/organizations/tokens/tokens";
import { readUsage } from "../../lib/organizations/usage/readUsage";
import { testPseudonyms as pseudonyms } from "../../lib/statistics/testing/fleet";
import { createFleet } from "./fleet";
import { makeOrganizations } from "./organizations";

const now = new Date("2026-11-25T12:30:00Z");

onDatabase((open) => {
  describe("the demo's organizations", () => {
    it("have the engines of the paid editions, with usage, and can be made again", async (context) => {
      const { database } = await open(context);
      await ensurePartitions(database, { now, retentionDays: 30 });
      const { engines } = createFleet({ seed: 5, instances: 60, months: 6, end: now });
      const paid = engines.filter(({ edition }) => edition !== "community");
      const first = await makeOrganizations(database, { pseudonyms, engines, now });
      const again = await makeOrganizations(database, { pseudonyms, engines, now });
      const organizations = await listOrganizations(database);
      const instances = (
        await Promise.all(organizations.map(({ id }) => listInstances(database, id)))
      ).flat();
      expect(instances.map(({ instanceId }) => instanceId).sort()).toEqual(paid.map(({ id }) => id).sort());
      expect(paid.length).toBeGreaterThan(3);
      const usage = await readUsage(database, first.organization.id, { months: 3, now });
      expect(usage.length).toBeGreaterThan(0);
      for (const { hours, vcpuHours } of usage) expect(vcpuHours).toBeGreaterThanOrEqual(hours);
      expect(await listGrants(database, first.organization.id, { now })).toHaveLength(1);
      expect(await findToken(database, { pseudonyms, value: first.accessToken, now })).toBeNull();
      expect(await findToken(database, { pseudonyms, value: again.accessToken, now })).toMatchObject({
        organizationId: first.organization.id,
      });
    });
  });
});
