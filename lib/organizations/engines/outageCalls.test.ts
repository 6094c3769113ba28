import { expect, it, vi } from "vitest";
import { readCaptures } from "../../catalogue/testing/captures";
import { onDatabase } from "../../database/testing/databases";
import { platformCallNames } from "../../ingest/calls";
import { issueSender } from "../../senders/issueSender";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { changeBilling } from "../account/changeBilling";
import { changePrivilege } from "../account/changePrivilege";
import { issueKey } from "../keys/issueKey";
import { revokeKey } from "../keys/revokeKey";
import { rotateKey } from "../keys/rotateKey";
import { listLinkedInstances } from "../links/listLinkedInstances";
import { start as begin, captured } from "../testing/atWork";
import { openInOutage } from "../testing/inOutage";
import { issueToken } from "../tokens/issueToken";

const register = "/api/rpc/dblab_instance_register";
const usage = "/api/rpc/telemetry_usage";
const check = "/api/rpc/dblab_token_check";
const other = "c6vq1tqs0qtc73dlqkq0";

const registration = (instanceId: string, project = "staging") => ({
  selfassigned_instance_id: instanceId,
  project_name: project,
});
const report = (instanceId: string, cpu = 8) => ({
  selfassigned_instance_id: instanceId,
  event_data: { cpu, total_memory: 1024, data_size: 2048 },
});

onDatabase((open) => {
  const openWithKey = async (test: Parameters<typeof open>[0]) => {
    const outage = await openInOutage(open, test);
    const organizationId = outage.acme.id;
    const { id: keyId, value: orgKey } = await issueKey(outage.by(), { organizationId });
    return { ...outage, organizationId, orgKey, keyId };
  };
  const hours = "select cpu, hour from usage_hour order by hour";

  it("the calls that real engines made are answered as they need, and done when the database is back", async (test) => {
    const { database, by, start, takeAway, giveBack, onDisk, organizationId, orgKey } =
      await openWithKey(test);
    const issue = async (name: string, isPersonal: boolean, email: string | null = null) =>
      (await issueToken(by(), { organizationId, name, isPersonal, email })).value;
    const token = await issue("engine", false);
    const personal = await issue("Ada", true, "ada@example.org");
    await changePrivilege(by(), { organizationId, until: "2027-01-31" });
    await (await start()).stop();
    takeAway();
    // What was known survives the process.
    const { send, spool } = await start();
    const answers: Record<string, unknown[]> = {};
    for (const { rawHeaders, body, path, event } of readCaptures()) {
      if (!rawHeaders.some((header) => header.toLowerCase() === "org-key")) continue;
      const sent = body
        .replaceAll("platform_access_token_example", token)
        .replaceAll("personal_token_example", personal);
      const answer = await send(path, sent, { orgKey });
      expect({ event, ...answer }).toMatchObject({ event, status: 200 });
      expect([answer.body.code ?? "", answer.body.message ?? "", answer.body.details ?? ""]).toEqual([
        "",
        "",
        "",
      ]);
      answers[event] = [...(answers[event] ?? []), answer.body];
    }
    expect(Object.keys(answers)).toEqual(
      expect.arrayContaining(platformCallNames.map((name) => `rpc/${name}`)),
    );
    for (const answer of answers["rpc/dblab_instance_register"] ?? [])
      expect(answer).toEqual({
        id: 0,
        project_id: 0,
        selfassigned_instance_id: captured,
        plan: "standard",
        created_at: begin.toISOString(),
      });
    for (const answer of answers["rpc/telemetry_usage"] ?? [])
      expect(answer).toEqual({
        result: "ok",
        billing_active: true,
        recognized_org: {
          id: organizationId,
          name: "Acme",
          alias: "acme",
          priveleged_until: "2027-01-31T00:00:00.000Z",
        },
      });
    expect(answers["rpc/dblab_token_check"]).toEqual(
      expect.arrayContaining([
        { org_id: organizationId, is_personal: false },
        { org_id: organizationId, is_personal: true, email: "ada@example.org" },
      ]),
    );
    for (const clear of [captured, orgKey, token, "ada@", "acme", "staging"])
      expect(onDisk()).not.toContain(clear);

    giveBack();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    expect(await listLinkedInstances(by(), { organizationId })).toMatchObject([
      { instanceId: captured, project: "acme & co <staging>", key: pseudonyms.instanceKey(captured) },
    ]);
    expect(await database.query("select distinct edition from instance")).toEqual([{ edition: "standard" }]);
    expect(await database.query("select count(*) as n from usage_hour")).toEqual([{ n: 1 }]);
    expect(spool.state.damaged).toBe(0);
  });

  it("an instance that is known is answered with its number", async (test) => {
    const { start, takeAway, link, acme, orgKey } = await openWithKey(test);
    const { number } = await link(acme.id, captured, "staging");
    const { send } = await start();
    takeAway();
    const answer = await send(register, registration(captured), { orgKey });
    expect(answer).toMatchObject({ status: 200, body: { id: number, created_at: begin.toISOString() } });
    expect(answer.body.project_id).toBeGreaterThan(0);
    expect((await send(register, registration(captured, "new"), { orgKey })).body.project_id).toBe(0);
  });

  it("a report is of the hour in which it came, and an older one of the hour does not take its place", async (test) => {
    const { database, start, takeAway, giveBack, orgKey, pass } = await openWithKey(test);
    const { send, spool, ingest } = await start();
    takeAway();
    await send(usage, report(captured, 1), { orgKey });
    pass(1);
    await send(usage, report(captured, 2), { orgKey });
    vi.spyOn(spool, "drain").mockRejectedValue(new Error("not now"));
    giveBack();
    pass(0.5);
    const next = await start();
    await next.send(usage, report(captured, 3), { orgKey });
    vi.restoreAllMocks();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    await vi.waitFor(() => expect(ingest.isAway).toBe(false), { timeout: 10_000 });
    expect(await database.query(hours)).toEqual([
      { cpu: 1, hour: begin },
      { cpu: 3, hour: new Date(begin.getTime() + 3_600_000) },
    ]);
  });

  it("whoever is not known is refused, and what ended before stays ended", async (test) => {
    const outage = await openWithKey(test);
    const { by, start, takeAway, organizationId, orgKey, keyId, pass, globex, link } = outage;
    await link(globex.id, other);
    const { value: rotated } = await rotateKey(by(), { organizationId, hours: 1 });
    const first = await start();
    await revokeKey(by(), { organizationId, id: keyId });
    await first.keyRing.refresh();
    await first.grace.refresh();
    takeAway();
    const isCode = async (code: string, path: string, body: unknown, key: string) =>
      expect((await first.send(path, body, { orgKey: key })).body.code).toBe(code);
    await isCode("unknown_org_key", register, registration(captured), orgKey);
    await isCode("unknown_org_key", usage, report(captured), "");
    await isCode("unknown_access_token", check, { token: "dlet_x" }, rotated);
    await isCode("instance_of_another", usage, report(other), rotated);
    await isCode("instance_of_another", register, registration("c6fgs68hmvj3sm2pbphg"), rotated);
    await isCode("invalid_request", usage, {}, rotated);
    expect((await first.send(register, registration(captured), { orgKey: rotated })).status).toBe(200);
    expect((await first.send(check, { token: "y" })).status).toBe(401);
    expect((await first.send(check, { token: "z" })).status).toBe(401);
    expect((await first.send(check, { token: "z" })).status).toBe(429);
    pass(73);
    expect((await first.send(register, registration(captured), { orgKey: rotated })).status).toBe(503);
  });

  it("billing that was switched off is off", async (test) => {
    const { by, start, takeAway, organizationId, orgKey } = await openWithKey(test);
    await changeBilling(by(), { organizationId, state: "off" });
    const { send } = await start();
    takeAway();
    expect((await send(usage, report(captured), { orgKey })).body.billing_active).toBe(false);
  });

  it("0 hours of grace are answered 503, and keep nothing", async (test) => {
    const { start, takeAway, orgKey, onDisk } = await openWithKey(test);
    const { send } = await start({ hours: 0 });
    takeAway();
    const answer = await send(usage, report(captured), { orgKey });
    expect(answer).toMatchObject({ status: 503, body: { code: "database_unavailable" } });
    expect(onDisk()).not.toContain("known");
  });

  it("what turns out to be another organization's is set aside, and nothing else with it", async (test) => {
    const { database, start, takeAway, giveBack, orgKey, globex, link } = await openWithKey(test);
    const { send, spool } = await start();
    takeAway();
    expect((await send(usage, report(other), { orgKey })).status).toBe(200);
    expect((await send(usage, report(captured), { orgKey })).status).toBe(200);
    // Another process, which has the database.
    await link(globex.id, other);
    giveBack();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    expect(await database.query("select count(*) as n from usage_hour")).toEqual([{ n: 1 }]);
    await vi.waitFor(() => expect(spool.state.found.map(({ damage }) => damage)).toEqual(["refused"]));
  });

  it("a trusted sender is believed, and what it sends of the past is written down of it", async (test) => {
    const { database, by, start, takeAway, giveBack } = await openWithKey(test);
    const sender = await issueSender(by(), { name: "Relay" });
    const { send, spool } = await start();
    takeAway();
    const event = { instance_id: captured, event_type: "snapshot_created", event_data: {} };
    const old = { ...event, event_time: "2026-11-01T10:00:00Z" };
    const path = "/api/v1/events";
    const authorization = `Bearer ${sender.value}`;
    expect((await send(path, [old, event], { authorization })).body).toMatchObject({ accepted: 2 });
    expect((await send(path, old, { authorization: "Bearer dler_x" })).status).toBe(401);
    giveBack();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
    expect(await database.query("select counted_by, count(*) as n from event group by 1")).toEqual([
      { counted_by: "event_time", n: 2 },
    ]);
    expect(await database.query("select last_history_at from sender")).toEqual([{ last_history_at: begin }]);
  });

  it("a database that nobody asks is noticed to be away, and to be back", async (test) => {
    const { start, takeAway, giveBack } = await openWithKey(test);
    const { ingest } = await start();
    takeAway();
    await vi.waitFor(() => expect(ingest.isAway).toBe(true), { timeout: 10_000 });
    giveBack();
    await vi.waitFor(() => expect(ingest.isAway).toBe(false), { timeout: 10_000 });
  });

  it("a database that does not fail but hangs is waited for half a second, and then not", async (test) => {
    const { start, orgKey, database } = await openWithKey(test);
    const { send, ingest } = await start();
    const never = vi.spyOn(database, "transaction").mockReturnValue(new Promise(() => {}));
    expect((await send(usage, report(captured), { orgKey })).status).toBe(200);
    expect(ingest.isAway).toBe(true);
    never.mockRestore();
  });
});
