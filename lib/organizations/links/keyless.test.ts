import { expect, it, vi } from "vitest";
import { readCaptures } from "../../catalogue/testing/captures";
import { onDatabase } from "../../database/testing/databases";
import { rebuildRollUps } from "../../ingest/rebuildRollUps";
import { noDifferences, recount } from "../../ingest/testing/recount";
import { readReceived } from "../../instances/live/readReceived";
import { readTimeline } from "../../instances/timeline/readTimeline";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { issueKey } from "../keys/issueKey";
import { rotateKey } from "../keys/rotateKey";
import { captured, openAtWork } from "../testing/atWork";
import { openInOutage } from "../testing/inOutage";
import { claimInstance } from "./claimInstance";
import { listLinkedInstances } from "./listLinkedInstances";
import { readKeyless } from "./readKeyless";
import { unlinkInstance } from "./unlinkInstance";

const path = "/api/rpc/telemetry_event";
const key = pseudonyms.instanceKey(captured);
const startOf = (version: string) => {
  const { body = "" } =
    readCaptures().find((capture) => capture.event === "engine_started" && capture.version === "v4.1.3") ??
    {};
  const event = JSON.parse(body);
  return {
    ...event,
    instance_id: captured,
    event_data: { ...event.event_data, engine_version: `v${version}.0-20260101-1200` },
  };
};
const alert = {
  instance_id: captured,
  event_type: "alert",
  event_data: { level: "refresh_failed", message: "Failed to run full-refresh" },
};

onDatabase((open) => {
  it("who knows the ID of an engine that sends a key changes nothing that its organization sees, and no budget", async (test) => {
    const { database, acme, globex, by, now, pass, send, refresh } = await openAtWork(open, test, {
      rateLimitInstance: 4,
    });
    const { value: orgKey } = await issueKey(by(), { organizationId: acme.id });
    const { value: ofGlobex } = await issueKey(by(), { organizationId: globex.id });
    await send(
      "/api/rpc/dblab_instance_register",
      { selfassigned_instance_id: captured, project_name: "" },
      { orgKey },
    );
    await send(path, startOf("4.0"), { orgKey });
    const seen = async () => ({
      listed: await listLinkedInstances(by(), { organizationId: acme.id }),
      timeline: await readTimeline(database, key, { types: [], before: null, after: null, limit: 50 }),
      alerts: await readTimeline(database, key, { types: ["alert"], before: null, after: null, limit: 50 }),
      live: await readReceived(database, key, {
        after: { receivedAt: "2026-11-25T00:00:00.000Z", id: "00000000-0000-0000-0000-000000000000" },
        limit: 50,
      }),
      instance: await database.query("select * from instance"),
      days: await database.query("select * from instance_day"),
    });
    const before = await seen();
    expect(before.listed).toMatchObject([{ version: "4.0", state: "running" }]);
    pass(1);
    await refresh();

    for (const forged of [
      startOf("4.2"),
      alert,
      { ...alert, event_type: "engine_stopped", event_data: { uptime: 1 } },
    ])
      for (const theirs of [undefined, "made up", ofGlobex])
        expect(await send(path, forged, theirs === undefined ? {} : { orgKey: theirs })).toMatchObject({
          status: 200,
          body: {},
        });
    expect(await seen()).toEqual(before);
    expect(await recount(database)).toEqual(noDifferences);
    expect(await rebuildRollUps(database, { horizon: "2026-11-01", checkOnly: true })).toMatchObject({
      differences: [],
    });
    // They are answered and kept, apart, up to ten a minute.
    expect(await readKeyless({ database, now: now() }, { key })).toMatchObject({
      count: 9,
      latest: expect.arrayContaining([{ receivedAt: now().toISOString(), eventType: "engine_started" }]),
    });
    const flood = await Promise.all(Array.from({ length: 20 }, () => send(path, alert)));
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(flood.find(({ status }) => status !== 200)).toMatchObject({
      status: 403,
      body: { code: "without_key" },
    });
    for (let own = 1; own < 4; own++) expect((await send(path, alert, { orgKey })).status).toBe(200);
    expect((await seen()).days).toContainEqual(
      expect.objectContaining({ events: expect.objectContaining({ alert: 3 }) }),
    );
  });

  it("an instance that the operator linked is its ID's until its engine sends a key", async (test) => {
    const { database, acme, by, send, sendEvent } = await openAtWork(open, test);
    const organizationId = acme.id;
    const { value: orgKey } = await issueKey(by(), { organizationId });
    await send(path, startOf("4.0"));
    await claimInstance(by(), { organizationId, instanceId: captured });
    const marks = () => database.query("select counted_by, count(*) as n from event group by 1 order by 1");
    await sendEvent(captured);
    expect(await marks()).toEqual([{ counted_by: "event_time", n: 2 }]);
    await sendEvent(captured, orgKey);
    await sendEvent(captured);
    expect(await marks()).toEqual([
      { counted_by: "event_time", n: 3 },
      { counted_by: "keyless", n: 1 },
    ]);
  });

  it("a process that starts in an outage knows an engine by its key, and takes more than a stranger's few of it", async (test) => {
    const { database, acme, by, pass, start, takeAway, giveBack } = await openInOutage(open, test);
    const organizationId = acme.id;
    const { value: orgKey } = await issueKey(by(), { organizationId });
    const first = await start();
    await first.send(path, startOf("4.0"), { orgKey });
    pass(1);
    await first.grace.refresh();
    await first.stop();
    takeAway();
    const { send, spool } = await start();
    const answers = async (count: number, headers: object) => {
      const all = await Promise.all(Array.from({ length: count }, () => send(path, alert, headers)));
      return all.filter(({ status }) => status === 200).length;
    };
    expect(await answers(25, { orgKey })).toBe(25);
    expect(await answers(25, { orgKey: "made up" })).toBe(10);
    giveBack();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    expect(await database.query("select counted_by, count(*) as n from event group by 1 order by 1")).toEqual(
      [
        { counted_by: "keyless", n: 10 },
        { counted_by: "received_at", n: 26 },
      ],
    );
  });

  it("what an engine sent in an outage before it had a key stays its own", async (test) => {
    const { database, acme, by, start, takeAway, giveBack } = await openInOutage(open, test);
    const { value: orgKey } = await issueKey(by(), { organizationId: acme.id });
    const { send, spool } = await start();
    takeAway();
    await send(path, { ...alert, instance_id: "c6vq1tqs0qtc73dlqkq0" }, { orgKey });
    await send(path, startOf("4.0"));
    await send(path, alert, { orgKey });
    giveBack();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    expect(await database.query("select counted_by, count(*) as n from event group by 1")).toEqual([
      { counted_by: "received_at", n: 3 },
    ]);
  });

  it("what came in an outage with a key that ended before the database was back is its engine's", async (test) => {
    const { database, acme, by, pass, start, takeAway, giveBack } = await openInOutage(open, test);
    const organizationId = acme.id;
    const { value: orgKey } = await issueKey(by(), { organizationId });
    const { send, spool, grace, keyRing } = await start();
    await send(path, startOf("4.0"), { orgKey });
    await rotateKey(by(), { organizationId, hours: 2 });
    pass(1);
    await grace.refresh();
    takeAway();
    await send(path, alert, { orgKey });
    pass(2);
    await send(path, alert, { orgKey });
    giveBack();
    await keyRing.refresh();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    const marks = "select counted_by, count(*) as n from event group by 1 order by 1";
    expect(await database.query(marks)).toEqual([
      { counted_by: "keyless", n: 1 },
      { counted_by: "received_at", n: 2 },
    ]);
  });

  it("in an outage and after it, too, and once it is given free no more", async (test) => {
    const { acme, by, pass, start, takeAway, giveBack } = await openInOutage(open, test);
    const organizationId = acme.id;
    const { value: orgKey } = await issueKey(by(), { organizationId });
    const first = await start();
    await first.send(path, startOf("4.0"), { orgKey });
    pass(1);
    await first.grace.refresh();
    await first.stop();
    takeAway();
    const { send, spool, grace } = await start();
    await send(path, startOf("4.2"));
    await send(path, alert, { orgKey });
    giveBack();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    const [linked] = await listLinkedInstances(by(), { organizationId });
    expect(linked?.version).toBe("4.0");
    expect(await readKeyless(by(), { key })).toMatchObject({ count: 1 });
    await unlinkInstance(by(), { organizationId, number: linked?.number ?? 0 });
    pass(1);
    await grace.refresh();
    await send(path, alert);
    expect(await readKeyless(by(), { key })).toMatchObject({ count: 1 });
  });
});
