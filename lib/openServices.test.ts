import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { catalogue } from "./catalogue";
import { forEachDatabase } from "./database/testing/databases";
import { declarePageJobs } from "./declareJobs";
import { exportForms, isExportForm } from "./instances/export/exportForms";
import type { TimelineEvent } from "./instances/timeline/types";
import { createOrganization } from "./organizations/account/createOrganization";
import { listOrganizationSummaries } from "./organizations/account/listOrganizationSummaries";
import { actors } from "./organizations/audit/actors";
import { findBreak } from "./organizations/audit/findBreak";
import { readWholeAudit } from "./organizations/audit/readAudit";
import { grantSupport } from "./organizations/grants/grantSupport";
import { listGrants } from "./organizations/grants/listGrants";
import { revokeGrant } from "./organizations/grants/revokeGrant";
import { issueKey } from "./organizations/keys/issueKey";
import { listLinkedInstances } from "./organizations/links/listLinkedInstances";
import { addSupportMember } from "./organizations/support/addSupportMember";
import { lookAsSupport } from "./organizations/support/lookAsSupport";
import { issueToken } from "./organizations/tokens/issueToken";
import { readUsage } from "./organizations/usage/readUsage";
import { checkCounts } from "./statistics/count/checkCounts";
import { statistics } from "./statistics/declared/statistics";
import { defaultView } from "./statistics/view/view";
import { checkHealth } from "./status/checkHealth";
import { bodies, instanceId, openOn, operatorToken } from "./testing/openedServices";

const wednesday = new Date("2026-11-25T12:00:00Z");
const eightDaysLater = new Date("2026-12-03T12:00:00Z");
const types = catalogue.types.map(({ name }) => name);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: wednesday });
});
afterEach(() => {
  vi.useRealTimers();
});

forEachDatabase((open) => {
  it("events are counted in statistics, overview and status, and refusals in the status", async (test) => {
    const { send, sendAll, ingest, database, ...services } = await openOn(open, test);
    await sendAll();
    const refused = { instance_id: instanceId, event_type: "clone_melted", event_data: {} };
    expect(await send("/api/rpc/telemetry_event", refused)).toMatchObject({
      status: 400,
      body: { code: "unknown_event_type" },
    });
    const more = { ...refused, event_type: "snapshot_created", event_data: { color: "red" } };
    expect(await send("/api/v1/events", [more])).toMatchObject({ status: 200, body: { accepted: 1 } });
    await ingest.flushCounts();

    const events = bodies.length + 1;
    // What could not be counted at once is tried again a second later.
    await expect
      .poll(() => services.readOverview())
      .toMatchObject({
        instances: { today: 1, days28: 1, all: 1 },
        events: { today: events, days28: events, all: events },
        hasRefusals: true,
      });
    const status = await services.readStatus();
    expect(status.days.at(-1)).toEqual({ day: "2026-11-25", accepted: events, refused: 1 });
    expect(status.reasons).toMatchObject([{ reason: "unknown_event_type", refusals: 1 }]);
    expect(status.unknownFields).toContainEqual(
      expect.objectContaining({ eventType: "snapshot_created", path: "event_data.color" }),
    );
    const use = await services.readEventTypeUse();
    expect([...use.byType.keys()].toSorted()).toEqual(types.toSorted());
    expect(use.byType.get("snapshot_created")).toBe(2);
    const readings = await Promise.all(
      statistics.map((statistic) => services.readStatistic(statistic.key, defaultView(statistic))),
    );
    for (const { statistic, latest } of readings) {
      // Some look back on what a new instance cannot have.
      if (latest === null) expect(statistic.outside, statistic.key).toBeDefined();
      else if (statistic.unit !== "events") expect(latest.n, statistic.key).toBe(1);
    }
    const valuesOf = (key: string) => readings.find(({ statistic }) => statistic.key === key)?.latest?.values;
    expect(readings.find(({ statistic }) => statistic.key === "events-received")?.latest?.n).toBe(events);
    expect(valuesOf("engine-versions")).toEqual({ "4.1": 1 });
    expect(valuesOf("events-received")).toMatchObject({ alert: 1, snapshot_created: 2 });
    const health = await checkHealth(database, services.readSpool());
    expect(health.status).toBe(200);
    expect(JSON.parse(health.body)).toMatchObject({ status: "ok" });
    expect(await services.checkRollUps()).toEqual({ instances: 1, events, differences: [] });
  });

  it("an instance is found, shown, taken along, erased, and back after an undo", async (test) => {
    const { sendAll, send, lookUp, instances } = await openOn(open, test);
    expect(await lookUp()).toBeNull();
    await sendAll();
    const opened = await lookUp();
    if (opened === null) throw new Error("not found");

    expect(await instances.readNow(opened)).toMatchObject({ daysSeen: 1, totalEvents: bodies.length });
    const { events } = await instances.readTimeline(opened, {
      types: [],
      before: null,
      after: null,
      limit: 500,
    });
    expect(events.map(({ type }) => type).toSorted()).toEqual(types.toSorted());
    expect((await instances.readHistory(opened)).periods).toMatchObject([
      { start: "2026-11-25", end: "2026-11-26", clonesCreated: 1, starts: 1 },
    ]);
    expect(await instances.compare(opened)).toContainEqual(
      expect.objectContaining({ statistic: "engine-versions", mine: "4.1" }),
    );
    expect((await instances.readCountedIn(opened)).map(({ statistic }) => statistic)).toEqual(
      statistics.map(({ key }) => key),
    );
    for (const form of Object.keys(exportForms).filter(isExportForm)) {
      let text = "";
      for await (const piece of instances.exportAs(opened, form)) text += piece;
      expect(text).toContain("2026-11-25");
      for (const { id } of form === "days.csv" ? [] : events) expect(text, form).toContain(id);
    }

    const seen: TimelineEvent[] = [];
    const stop = instances.live.watch(opened.key, wednesday.toISOString(), (more) => seen.push(...more));
    vi.setSystemTime(new Date("2026-11-25T12:00:01Z"));
    await send("/api/rpc/telemetry_event", bodies[0] ?? "");
    await expect.poll(() => seen.map(({ type }) => type)).toContain(types[0]);
    stop();

    const receipt = await instances.erase(opened, { refuseEvents: true });
    expect(receipt).toMatchObject({ state: "hidden", counts: { events: bodies.length + 1, days: 1 } });
    expect(await lookUp()).toBeNull();
    expect(await send("/api/rpc/telemetry_event", bodies[0] ?? "")).toMatchObject({ status: 200 });
    expect(await instances.undo(instanceId, "192.0.2.1")).toMatchObject({
      kind: "restored",
      receipt: { state: "undone" },
    });
    expect(await instances.readReceipt(receipt?.id ?? "")).toMatchObject({ state: "undone" });
    expect(await instances.readNow(opened)).toMatchObject({ totalEvents: bodies.length + 1 });
  });

  it("an organization's engines are linked, billed and shown to support, and all of it is logged", async (test) => {
    const { send, sendAll, lookUp, organizations } = await openOn(open, test);
    const by = (actor: string = actors.operator) => organizations.contextOf(actor);
    const { id: organizationId } = await createOrganization(by(), {
      alias: "acme",
      name: "Acme",
      plan: "enterprise",
    });
    const { value: orgKey } = await issueKey(by(), { organizationId });
    const { value: token } = await issueToken(by(), { organizationId, name: "Ada", isPersonal: true });
    const withKey = { "org-key": orgKey };

    await sendAll();
    const call = (name: string, body: object, headers = {}) => send(`/api/rpc/${name}`, body, headers);
    const id = { selfassigned_instance_id: instanceId };
    expect(await call("dblab_instance_register", { ...id, project_name: "staging" }, withKey)).toMatchObject({
      status: 200,
      body: { ...id, plan: "enterprise" },
    });
    expect(await call("dblab_instance_register", id, { "org-key": "wrong" })).toMatchObject({ status: 401 });
    const used = { cpu: 8, total_memory: 2 ** 34, data_size: 2 ** 40 };
    expect(await call("telemetry_usage", { ...id, event_data: used }, withKey)).toMatchObject({
      body: { result: "ok", billing_active: true, recognized_org: { id: organizationId, alias: "acme" } },
    });
    expect(await call("dblab_token_check", { token })).toEqual({
      status: 200,
      body: { org_id: organizationId, is_personal: true },
    });
    expect(await send("/api/rpc/telemetry_event", bodies[0] ?? "", withKey)).toMatchObject({ status: 200 });
    // Its bare ID opens nothing any more.
    expect(await lookUp()).toBeNull();

    const [linked] = await listLinkedInstances(by(), { organizationId });
    expect(linked).toMatchObject({ instanceId, project: "staging", version: "4.1" });
    expect(await readUsage(by(), { organizationId, months: null })).toMatchObject({
      usage: [
        { month: "2026-11", instanceId, hours: 1, vcpuHours: 8, memoryGibHours: 16, dataPeakBytes: 2 ** 40 },
      ],
    });
    expect(await listOrganizationSummaries(by())).toMatchObject([{ alias: "acme", instances: 1 }]);

    expect(await organizations.signIn.organization(token, null)).toMatchObject({
      kind: "ok",
      who: { organizationId },
    });
    expect(await organizations.signIn.operator(operatorToken, null)).toMatchObject({ kind: "ok" });
    expect(await organizations.signIn.operator(token, null)).toEqual({ kind: "wrong" });
    const { value: supportToken } = await addSupportMember(by(), { name: "Grace" });
    expect(await organizations.signIn.support(supportToken, null)).toMatchObject({
      kind: "ok",
      who: { name: "Grace" },
    });
    const look = () =>
      lookAsSupport(by("support Grace"), { alias: "acme", number: linked?.number ?? 0, view: "Now" });
    expect(await look()).toBeNull();
    const wanted = { organizationId, reason: "slow clones", hours: 2, instances: [linked?.number ?? 0] };
    const grantId = await grantSupport(by("token Ada"), wanted);
    expect(await look()).toMatchObject({ grantId, organization: "Acme" });
    await revokeGrant(by("token Ada"), { organizationId, id: grantId });
    expect(await look()).toBeNull();
    expect(await listGrants(by(), { organizationId })).toMatchObject([{ id: grantId, state: "revoked" }]);

    const log = await readWholeAudit(by(), { organizationId });
    expect(log.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
      "operator: organization created",
      "operator: key issued",
      "operator: token issued",
      "engine: instance linked",
      "token Ada: signed in",
      "token Ada: support granted",
      "support Grace: support looked",
      "token Ada: grant revoked",
    ]);
    expect(findBreak(organizationId, log)).toBeNull();
  });

  it("every job does its work, an erased instance is purged, and a rebuild finds no difference", async (test) => {
    const services = await openOn(open, test);
    const { database, settings, instances, jobs } = services;
    await services.sendAll();
    const other = (bodies.find((body) => body.includes("engine_started")) ?? "").replace(
      instanceId,
      "c0000000000000000002",
    );
    expect(await services.send("/api/rpc/telemetry_event", other)).toMatchObject({ status: 200 });
    const opened = await services.lookUp();
    if (opened === null) throw new Error("not found");
    const receipt = await instances.erase(opened, { refuseEvents: false });

    vi.setSystemTime(eightDaysLater);
    const declared = declarePageJobs({
      releasing: null,
      database,
      settings,
      publication: services.publication,
      auditSigner: services.organizations.auditSigner,
      pseudonyms: services.organizations.pseudonyms,
      prices: null,
      onFault: (...fault) => expect(fault).toEqual([]),
    });
    expect(jobs.list().map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
    for (const job of declared) {
      await jobs.runNow(job.name, job.run);
      expect(jobs.list().find(({ name }) => name === job.name)).toMatchObject({
        lastSuccessAt: eightDaysLater,
        failures: 0,
      });
    }
    expect(await instances.readReceipt(receipt?.id ?? "")).toMatchObject({
      state: "purged",
      counts: { events: bodies.length, days: 1 },
    });
    expect(await instances.readNow(opened)).toBeNull();
    expect(await services.checkRollUps()).toEqual({ instances: 1, events: 1, differences: [] });

    const closed = await services.readStatus();
    expect(closed.statistics).toMatchObject({
      computedAt: eightDaysLater.toISOString(),
      skipped: 0,
      held: 0,
    });
    const options = { statistics, ...services.publication, now: () => eightDaysLater };
    const checked = await checkCounts(database, options);
    expect(checked).toEqual({ periods: closed.statistics.periods, differences: [] });
    const [statistic] = statistics;
    if (statistic === undefined) throw new Error("none is declared");
    expect((await services.readStatistic(statistic.key, defaultView(statistic))).periods).toMatchObject([
      { start: "2026-11-23", isUnfinished: false, n: 1, values: { "4.1": 1 } },
      { start: "2026-11-30", isUnfinished: true, n: 0 },
    ]);
  });
});
