import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { contextFor, start as now, openTwo } from "../testing/atWork";
import { expireUsage } from "./expireUsage";
import { recordUsage } from "./recordUsage";

const retentionDays = 30;

onDatabase((open) => {
  const openWith = async (context: Parameters<typeof open>[0]) => {
    const { database, acme, globex } = await openTwo(open, context);
    for (const { id: organizationId, alias } of [acme, globex]) {
      const key = pseudonyms.instanceKey(alias);
      // An hour before the limit of 30 days, right at it, and after it.
      for (const hoursAgo of [723, 722, 721, 720, 719, 0]) {
        const at = new Date(now.getTime() - hoursAgo * 3_600_000);
        const usage = { cpu: hoursAgo, total_memory: 1, data_size: 1 };
        await recordUsage(contextFor(database, at), { key, organizationId, usage });
      }
    }
    const left = () =>
      database.query("select cpu, count(*)::integer as n from usage_hour group by 1 order by 1");
    return { database, left };
  };
  const kept = [
    { cpu: 0, n: 2 },
    { cpu: 719, n: 2 },
    { cpu: 720, n: 2 },
  ];

  it("deletes what billing need not keep any more, and nothing else", async (context) => {
    const { database, left } = await openWith(context);
    expect(await expireUsage(database, { now, retentionDays, batch: 2 })).toBe(6);
    expect(await left()).toEqual(kept);
    expect(await expireUsage(database, { now, retentionDays })).toBe(0);
  });
});
