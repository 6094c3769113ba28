import { expect, it, type TestContext } from "vitest";
import { parseCsv } from "../../../e2e/support/statisticFiles";
import { onDatabase } from "../../database/testing/databases";
import { readWholeAudit } from "../audit/readAudit";
import { unlinkInstance } from "../links/unlinkInstance";
import { openTwo } from "../testing/atWork";
import { expireUsage } from "../usage/expireUsage";
import { recordUsage } from "../usage/recordUsage";
import { closeMonths } from "./closeMonths";
import { closeMonth, correctStatement } from "./makeStatement";
import type { Prices } from "./prices";
import { listStatements, readStatement } from "./readStatements";
import { readTotals } from "./readTotals";
import { readUsageDocument } from "./readUsageDocument";
import { usageDocumentCsv } from "./usageDocumentCsv";

const id = (index: number) => `c${String(index).padStart(19, "0")}`;
const october = (day: number, hour = 0) => new Date(Date.UTC(2026, 9, day, hour, 30));
// Two that no binary fraction holds, and sums past 2^53.
const memory = 10_737_418_247;
const data = 9_000_000_000_000_001;
const prices: Prices = {
  currency: "EUR",
  prices: [
    {
      ...{ plan: "standard", from: "2026-01-01" },
      ...{ per_vcpu_hour: "9", per_memory_gib_hour: "9", per_data_gib_hour: "9" },
    },
    {
      ...{ plan: "standard", from: "2026-10-01" },
      ...{ per_vcpu_hour: "0.031", per_memory_gib_hour: "0.0045", per_data_gib_hour: "0.00001" },
    },
    {
      ...{ plan: "standard", from: "2026-11-01" },
      ...{ per_vcpu_hour: "7", per_memory_gib_hour: "7", per_data_gib_hour: "7" },
    },
  ],
};

onDatabase((open) => {
  const openUsed = async (test: TestContext) => {
    const two = await openTwo(open, test);
    const { database, acme, globex, link, now } = two;
    const organizationId = acme.id;
    const report = (key: string, at: Date, cpu = 4, of = organizationId) =>
      recordUsage(
        { database, now: at },
        { key, organizationId: of, usage: { cpu, total_memory: memory, data_size: data } },
      );
    const first = await link(organizationId, id(1), "shop");
    const second = await link(organizationId, id(2), "shop");
    const third = await link(organizationId, id(3));
    // Reported in September too: due from the first hour of October on.
    await report(first.key, new Date("2026-09-30T20:10:00Z"));
    const reports = (key: string, cpu: number, [from, to]: readonly [number, number]) =>
      database.prisma.usageHour.createMany({
        data: Array.from({ length: to - from }, (_, index) => ({
          ...{ instanceKey: key, organizationId, cpu, totalMemory: memory, dataSize: data },
          hour: new Date(Date.UTC(2026, 9, 1, from + index)),
        })),
      });
    await reports(first.key, 4, [14, 744]);
    await reports(second.key, 7, [714, 744]);
    await report(third.key, october(31, 23), 1);
    const context = () => ({ ...two.by(), prices });
    const read = (month: unknown = "2026-10", of = organizationId) =>
      readUsageDocument(context(), { organizationId: of, month });
    return { ...two, organizationId, first, second, third, report, read, context, now, globex };
  };

  it("a month is the sum of its reports, to the last digit, as SQL recounts it", async (test) => {
    const { database, organizationId, read } = await openUsed(test);
    const document = await read();
    const thousandths = (sum: string) => `div(sum(${sum}) * 1000 + 536870912, 1073741824) / 1000.0`;
    const recount = await database.query<{ number: number; cpu: string; memory: string; data: string }>(
      `select number, sum(cpu)::text as cpu, round(${thousandths("total_memory")}, 3)::text as memory,
              round(${thousandths("data_size")}, 3)::text as data
       from usage_hour join organization_instance using (instance_key, organization_id)
       where organization_id = $1 and hour >= '2026-10-01T00:00Z' and hour < '2026-11-01T00:00Z'
       group by number order by number`,
      [organizationId],
    );
    expect(
      document.instances
        .map((one) => [one.instance_number, one.vcpu_hours, one.memory_gib_hours, one.data_gib_hours])
        .toSorted(),
    ).toEqual(recount.map((one) => [one.number, one.cpu, one.memory, one.data]));
    // By hand: 730, 30 and 1 hours.
    expect(document.total).toEqual({
      ...{ instances: 3, hours: 761, vcpu_hours: "3131", memory_gib_hours: "7610.000" },
      ...{ data_gib_hours: "6378628313.542", peak_data_gib: "25145709.516", hours_not_reported: 14 },
      amount: document.total?.amount,
    });
    expect(document.projects.map(({ project, instances, hours }) => [project, instances, hours])).toEqual([
      ["shop", 2, 760],
      [null, 1, 1],
    ]);
  });

  it("the page, the table, and the sums of projects agree with the rows", async (test) => {
    const { read } = await openUsed(test);
    const document = await read();
    const rows = parseCsv(usageDocumentCsv(document));
    const sumOf = (name: string, kind: string) => {
      const texts = rows.filter((row) => row.row === kind).map((row) => row[name] ?? "");
      const places = texts[0]?.split(".")[1]?.length ?? 0;
      return [texts.reduce((sum, text) => sum + BigInt(text.replace(".", "")), 0n), places];
    };
    for (const name of [
      ...["hours_reported", "hours_not_reported", "vcpu_hours", "memory_gib_hours", "data_gib_hours"],
      ...["peak_data_gib", "amount"],
    ]) {
      expect([name, sumOf(name, "instance")]).toEqual([name, sumOf(name, "total")]);
      expect([name, sumOf(name, "project")]).toEqual([name, sumOf(name, "total")]);
    }
    expect(rows.find(({ row }) => row === "total")).toMatchObject({
      vcpu_hours: document.total?.vcpu_hours,
      data_gib_hours: document.total?.data_gib_hours,
      amount: document.total?.amount,
    });
  });

  it("amounts are of the prices of the month, of the quantities that are shown", async (test) => {
    const { read, globex } = await openUsed(test);
    const document = await read();
    expect(document.prices).toMatchObject({ currency: "EUR", from: "2026-10-01", per_vcpu_hour: "0.031" });
    // 4 × 0.031 × 730 + 7300 × 0.0045 + 6118872320.454… × 0.00001
    const [one] = document.instances;
    expect(one?.amount).toBe(
      (
        Number(one?.vcpu_hours) * 0.031 +
        Number(one?.memory_gib_hours) * 0.0045 +
        Number(one?.data_gib_hours) * 0.00001
      ).toFixed(2),
    );
    expect((await read("2026-10", globex.id)).priced).toBe("not by usage");
  });

  it("hours that were due and not reported are named, and what cannot report is told from what is silent", async (test) => {
    const { read, link, organizationId, report, globex, database, third, by } = await openUsed(test);
    const quiet = await link(organizationId, id(4), "shop");
    await report(quiet.key, new Date("2026-09-30T20:10:00Z"));
    const events = await link(globex.id, id(5));
    await database.query("update organization_instance set linked_at = '2026-09-01'");
    await database.query("update organization_instance set registered_at = null where number = $1", [
      events.number,
    ]);
    const byNumber = (document: Awaited<ReturnType<typeof read>>) =>
      document.instances.map(({ instance_number, hours_not_reported }) => [
        instance_number,
        hours_not_reported,
      ]);
    expect(byNumber(await read())).toEqual([
      [1, 14],
      [2, 0],
      [3, 0],
    ]);
    expect((await read()).without_usage).toEqual([
      { project: "shop", instance_number: quiet.number, why: "silent" },
    ]);
    expect(await read("2026-10", globex.id)).toMatchObject({
      usage: "elsewhere",
      total: null,
      instances: [],
    });
    expect(await read("2026-08", globex.id)).toMatchObject({ usage: "none", without_usage: [] });
    // Of one that is linked no longer, until its last report.
    await unlinkInstance(by(), { organizationId, number: third.number });
    expect(byNumber(await read())).toContainEqual([null, 0]);
  });

  it("refuses months that cannot be", async (test) => {
    const { read } = await openUsed(test);
    for (const month of ["2026-13", "2026-1", "x", null, "2026-12"])
      await expect(read(month), String(month)).rejects.toMatchObject({ problem: "month" });
  });

  it("a statement does not change when late reports arrive, and the correction names it", async (test) => {
    const { context, organizationId, database, report, first, read, by, acme } = await openUsed(test);
    const close = { organizationId, month: "2026-10", prices };
    const now = (iso: string) => ({ ...context(), now: new Date(iso) });
    await expect(closeMonth(now("2026-11-02T23:59:59Z"), close)).rejects.toMatchObject({
      problem: "month-open",
    });
    // September has a report too.
    expect(await closeMonths({ context: now("2026-11-03T00:00:00Z"), prices })).toBe(2);
    expect(await closeMonths({ context: now("2026-11-03T00:00:00Z"), prices })).toBe(0);
    const made = await readStatement(context(), { organizationId, number: 2 });
    expect(made.document).toEqual({
      ...(await read()),
      made_at: "2026-11-03T00:00:00.000Z",
      statement: { number: `${acme.alias}-0002`, corrects: null, reason: null },
    });

    const correct = { ...close, reason: "reports of a relay that was away" };
    await expect(correctStatement(by(), correct)).rejects.toMatchObject({ problem: "statement-unchanged" });
    for (let hour = 0; hour < 14; hour += 1) await report(first.key, october(1, hour));
    await database.query("update statement set content = '{}'");
    expect(await readStatement(context(), { organizationId, number: "2" })).toEqual(made);
    expect((await read()).total?.hours).toBe(775);

    expect(await correctStatement(by(), correct)).toBe(3);
    expect(await readStatement(context(), { organizationId, number: 2 })).toEqual(made);
    const corrected = await readStatement(context(), { organizationId, number: 3 });
    expect(corrected.document).toMatchObject({
      statement: { number: "acme-0003", corrects: "acme-0002", reason: correct.reason },
      total: { hours: 775, hours_not_reported: 0 },
    });
    expect(await listStatements(context(), { organizationId, month: "2026-10" })).toMatchObject([
      { number: 3, corrects: 2, correctedBy: null },
      { number: 2, corrects: null, correctedBy: 3 },
    ]);
    const log = await readWholeAudit(context(), { organizationId });
    expect(log.slice(-2)).toMatchObject([
      {
        actor: "service",
        action: "statement made",
        subject: `acme-0002 for 2026-10, SHA-256 ${made.sha256}`,
      },
      { actor: "operator", action: "statement corrected", subject: expect.stringContaining("acme-0002") },
    ]);
    await expect(closeMonth(by(), close)).rejects.toMatchObject({ problem: "statement-made" });
  });

  it("statements are kept as long as billing data, and a number is given once", async (test) => {
    const { context, organizationId, database, report, first } = await openUsed(test);
    const later = (iso: string) => ({ ...context(), now: new Date(iso) });
    await closeMonths({ context: later("2026-11-03T00:00:00Z"), prices });
    const retention = { now: new Date("2026-12-05T00:00:00Z"), retentionDays: 30 };
    await expireUsage(database, retention);
    expect(await listStatements(context(), { organizationId })).toEqual([]);
    await report(first.key, new Date("2026-11-20T00:00:00Z"));
    expect(await closeMonths({ context: later("2026-12-05T00:00:00Z"), prices: null })).toBe(1);
    expect(await listStatements(context(), { organizationId })).toMatchObject([
      { number: 3, month: "2026-11" },
    ]);
  });

  it("a month that cannot be closed holds up no other organization", async (test) => {
    const { context, globex, report, link, organizationId, database } = await openUsed(test);
    const theirs = await link(globex.id, id(9));
    await report(theirs.key, october(2, 3), 2, globex.id);
    await database.query(
      `alter table statement add constraint refused check (organization_id <> ${organizationId})`,
    );
    try {
      const closing = closeMonths({
        context: { ...context(), now: new Date("2026-11-03T00:00:00Z") },
        prices,
      });
      await expect(closing).rejects.toThrow();
    } finally {
      await database.query("alter table statement drop constraint refused");
    }
    expect(await listStatements(context(), { organizationId })).toEqual([]);
    expect(await listStatements(context(), { organizationId: globex.id })).toMatchObject([
      { month: "2026-10" },
    ]);
  });

  it("all organizations together are the sum of their months, and the silent are marked", async (test) => {
    const { context, read, globex, report, link, organizationId, first } = await openUsed(test);
    const theirs = await link(globex.id, id(9));
    await report(theirs.key, october(2, 3), 2, globex.id);
    await report(first.key, new Date("2026-11-25T11:00:00Z"), 5);
    const counted = await readTotals(context(), { month: "2026-11", months: 3 });
    await closeMonths({ context: context(), prices });
    const { organizations, months } = await readTotals(context(), { month: "2026-11", months: 3 });
    expect(counted.months).toEqual(months);
    expect(
      months.map(({ month, organizations: of, vcpuHours, change }) => [month, of, vcpuHours, change]),
    ).toEqual([
      ["2026-11", 1, "5", "-99.8"],
      ["2026-10", 2, "3133", "78225.0"],
      ["2026-09", 1, "4", null],
    ]);
    expect(organizations.map((one) => [one.alias, one.reporting, one.total?.vcpu_hours ?? null])).toEqual([
      ["acme", "reporting", "5"],
      ["globex", "silent", null],
    ]);
    expect((await read("2026-10", organizationId)).total?.vcpu_hours).toBe("3131");
  });
});
