import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { changeBilling } from "../account/changeBilling";
import { issueKey } from "../keys/issueKey";
import { unlinkInstance } from "../links/unlinkInstance";
import { captured, openAtWork } from "../testing/atWork";
import { readUsage } from "./readUsage";

onDatabase((open) => {
  const openReporting = async (test: Parameters<typeof open>[0]) => {
    const atWork = await openAtWork(open, test);
    const organizationId = atWork.acme.id;
    const { value: orgKey } = await issueKey(atWork.by(), { organizationId });
    const report = (cpu: number) =>
      atWork.send(
        "/api/rpc/telemetry_usage",
        {
          selfassigned_instance_id: captured,
          event_data: { cpu, total_memory: 2 ** 33, data_size: 2 ** 34 },
        },
        { orgKey },
      );
    return { ...atWork, organizationId, report };
  };

  it("is by the hour, a restart not twice, and engines are told when billing is off", async (test) => {
    const { organizationId, by, report, pass } = await openReporting(test);
    await report(8);
    await report(8);
    pass(1);
    await report(16);
    pass(24 * 10);
    await changeBilling(by(), { organizationId, state: "off" });
    expect((await report(16)).body).toMatchObject({ billing_active: false });
    const { usage, months } = await readUsage(by(), { organizationId, months: "2" });
    expect(months).toBe(2);
    expect(
      usage.map(({ month, hours, vcpuHours, memoryGibHours, dataGibHours }) => [
        month,
        hours,
        vcpuHours,
        memoryGibHours,
        dataGibHours,
      ]),
    ).toEqual([
      ["2026-12", 1, 16, 8, 16],
      ["2026-11", 2, 24, 16, 32],
    ]);
    expect((await readUsage(by(), { organizationId: organizationId + 1, months: 2 })).usage).toEqual([]);
  });

  it("says nothing of what became of an instance that another organization has now", async (test) => {
    const { organizationId, by, report, pass, globex, link } = await openReporting(test);
    const { number } = await link(organizationId, captured, "ours");
    await report(8);
    await unlinkInstance(by(), { organizationId, number });
    const theirs = await link(globex.id, captured, "theirs");
    pass(1);
    const { usage } = await readUsage(by(), { organizationId, months: 1 });
    expect(usage).toMatchObject([{ number: 0, instanceId: "", project: null, hours: 1, vcpuHours: 8 }]);
    expect((await readUsage(by(), { organizationId, months: 1, key: theirs.key })).usage).toHaveLength(1);
  });

  it("refuses months that cannot be used", async (test) => {
    const { organizationId, by } = await openReporting(test);
    for (const months of ["0", "121", "1e2", "x", -1]) {
      await expect(readUsage(by(), { organizationId, months }), String(months)).rejects.toThrow(
        "months must be a whole number from 1 to 120",
      );
    }
  });
});
