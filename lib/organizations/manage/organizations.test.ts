import { describe, expect, it, onTestFinished } from "vitest";
import { exampleInstanceIds } from "../../catalogue";
import { readCaptures } from "../../catalogue/testing/captures";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { createFailureLimit } from "../../http/failureLimit";
import { callOf } from "../../ingest/calls";
import { Ingest } from "../../ingest/ingest";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { findBreak, readAudit } from "../audit/audit";
import { createPlatformCalls } from "../engines/platformCalls";
import { grantSupport, listGrants, revokeGrant } from "../grants/grants";
import {
  addSupportMember,
  findSupportMember,
  listGrantedInstances,
  lookAsSupport,
  removeSupportMember,
} from "../grants/support";
import { createEventLinks } from "../instances/eventLinks";
import { listInstances, readOrganizationInstance } from "../instances/linkedInstances";
import { unlinkInstance } from "../instances/linkInstance";
import { openKeyRing } from "../keys/keyRing";
import { issueKey, listKeys, revokeKey, rotateKey } from "../keys/keys";
import { findToken, findTokenById, issueToken, listTokens, revokeToken } from "../tokens/tokens";
import { readUsage } from "../usage/readUsage";
import { changeBilling, changePlan, createOrganization, listOrganizations } from "./organizations";

const start = new Date("2026-11-25T12:00:00Z");
const captured = "c6vq1tqs0qtc73dlqkpg";
const actor = "operator";

onDatabase((open) => {
  /** An installation with a clock of its own, and two organizations. */
  const openWith = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: start, retentionDays: 40 });
    let now = start;
    const errors: unknown[] = [];
    const keyRing = await openKeyRing(database, {
      pseudonyms,
      now: () => now,
      onError: (error) => errors.push(error),
    });
    const ingest = new Ingest({
      database,
      pseudonyms,
      retentionDays: 40,
      rateLimitInstance: 0,
      rateLimitAddress: 0,
      now: () => now,
      eventLinks: createEventLinks(database, { keyRing, now: () => now }),
      platformCalls: createPlatformCalls({
        database,
        pseudonyms,
        keyRing,
        limit: createFailureLimit({ perClient: 5, overall: 100 }),
        now: () => now,
      }),
      onError: (error) => errors.push(error),
    });
    onTestFinished(async () => {
      await keyRing.close();
      await ingest.close();
      expect(errors).toEqual([]);
    });
    const by = () => ({ actor, now, pseudonyms });
    const acme = await createOrganization(database, { alias: "acme", name: "Acme", plan: "standard" }, by());
    const globex = await createOrganization(
      database,
      { alias: "globex", name: "Globex", plan: "enterprise" },
      by(),
    );
    const send = async (
      path: string,
      body: unknown,
      { orgKey, address = "192.0.2.1" }: { orgKey?: string; address?: string } = {},
    ) => {
      const call = callOf(path);
      if (call === null) throw new Error(path);
      const answer = await ingest.handle(call, {
        method: "POST",
        contentEncoding: undefined,
        contentType: undefined,
        body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
        address,
        orgKey,
      });
      return { status: answer.status, body: JSON.parse(answer.body) };
    };
    return {
      database,
      keyRing,
      acme,
      globex,
      by,
      send,
      sendEvent: (instance_id: string, orgKey?: string) =>
        send(
          "/api/rpc/telemetry_event",
          { instance_id, event_type: "snapshot_created", event_data: {} },
          orgKey === undefined ? {} : { orgKey },
        ),
      pass: (hours: number) => {
        now = new Date(now.getTime() + hours * 3_600_000);
      },
      now: () => now,
    };
  };

  describe("a captured Standard Edition engine", () => {
    it("gets the answers it needs, and is linked", async (context) => {
      const { database, acme, by, send } = await openWith(context);
      const { value: orgKey } = await issueKey(database, acme.id, by());
      const { value: token } = await issueToken(
        database,
        acme.id,
        { name: "engine", isPersonal: false },
        by(),
      );
      const { value: personal } = await issueToken(
        database,
        acme.id,
        { name: "Ada", isPersonal: true },
        by(),
      );
      const answers: Record<string, unknown[]> = {};
      for (const capture of readCaptures()) {
        const headers = new Map<string, string>();
        for (let at = 0; at < capture.rawHeaders.length; at += 2) {
          headers.set((capture.rawHeaders[at] ?? "").toLowerCase(), capture.rawHeaders[at + 1] ?? "");
        }
        if (!headers.has("org-key") || capture.event.startsWith("rpc/dblab_session")) continue;
        const body = capture.body
          .replaceAll("platform_access_token_example", token)
          .replaceAll("personal_token_example", personal);
        const answer = await send(capture.path, body, { orgKey });
        expect({ event: capture.event, ...answer }).toMatchObject({ event: capture.event, status: 200 });
        // An engine takes an answer with one of these for a failure.
        expect(answer.body.code ?? "").toBe("");
        expect(answer.body.message ?? "").toBe("");
        const seen = answers[capture.event] ?? [];
        answers[capture.event] = [...seen, answer.body];
      }
      for (const answer of answers["rpc/dblab_instance_register"] ?? []) {
        expect(answer).toEqual({
          id: expect.any(Number),
          project_id: expect.any(Number),
          selfassigned_instance_id: captured,
          plan: "standard",
          created_at: start.toISOString(),
        });
      }
      for (const answer of answers["rpc/telemetry_usage"] ?? []) {
        expect(answer).toEqual({
          result: "ok",
          billing_active: true,
          recognized_org: { id: acme.id, name: "Acme", alias: "acme" },
        });
      }
      expect(answers["rpc/dblab_token_check"]).toEqual(
        expect.arrayContaining([
          { org_id: acme.id, is_personal: false },
          { org_id: acme.id, is_personal: true },
        ]),
      );
      expect(await listInstances(database, acme.id)).toMatchObject([
        { instanceId: captured, project: "acme & co <staging>", key: pseudonyms.instanceKey(captured) },
      ]);
      expect(await database.query("select edition from instance")).toEqual([{ edition: "standard" }]);
    });

    it("gets the error object for an unknown key or token, and is held up after a few", async (context) => {
      const { database, acme, by, send } = await openWith(context);
      await issueKey(database, acme.id, by());
      const register = { selfassigned_instance_id: captured, project_name: "x" };
      const usage = {
        selfassigned_instance_id: captured,
        event_data: { cpu: 8, total_memory: 1, data_size: 1 },
      };
      const wrong = [
        await send("/api/rpc/dblab_instance_register", register, { orgKey: "org_key_example" }),
        await send("/api/rpc/dblab_instance_register", register),
        await send("/api/rpc/telemetry_usage", usage, { orgKey: "org_key_example" }),
        await send("/api/rpc/dblab_token_check", { token: "platform_access_token_example" }),
      ];
      for (const { status, body } of wrong) {
        expect(status).toBe(401);
        expect(body).toEqual({
          code: expect.stringMatching(/^unknown_/),
          message: expect.any(String),
          details: expect.stringMatching(/./),
          hint: "",
        });
        expect(JSON.stringify(body)).not.toMatch(/example/);
      }
      for (const token of ["a", "b"]) await send("/api/rpc/dblab_token_check", { token });
      expect((await send("/api/rpc/dblab_token_check", { token: "c" })).status).toBe(429);
      expect(
        (await send("/api/rpc/dblab_token_check", { token: "c" }, { address: "192.0.2.2" })).status,
      ).toBe(401);
      expect(await listInstances(database, acme.id)).toEqual([]);
    });

    it("gets a clear 400 for a body that cannot be read", async (context) => {
      const { database, acme, by, send } = await openWith(context);
      const { value: orgKey } = await issueKey(database, acme.id, by());
      const event_data = { cpu: -1, total_memory: 1, data_size: 1 };
      for (const [call, body, field] of [
        ["dblab_instance_register", {}, "selfassigned_instance_id"],
        ["dblab_instance_register", { selfassigned_instance_id: "x" }, "selfassigned_instance_id"],
        ["telemetry_usage", { selfassigned_instance_id: captured, event_data }, "event_data.cpu"],
        ["telemetry_usage", { selfassigned_instance_id: captured }, "event_data"],
        ["dblab_token_check", { token: 5 }, "token"],
        ["dblab_token_check", null, "object"],
      ] as const) {
        const answer = await send(`/api/rpc/${call}`, body, { orgKey });
        expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
        expect(answer.body.message).toContain(field);
      }
      expect((await send("/api/rpc/telemetry_usage", "{", { orgKey })).status).toBe(400);
    });
  });

  describe("keys", () => {
    it("overlap while one is rotated, so that no event is lost and none is unlinked", async (context) => {
      const { database, acme, by, sendEvent, pass, keyRing } = await openWith(context);
      const { value: old } = await issueKey(database, acme.id, by());
      expect((await sendEvent("c0000000000000000001", old)).status).toBe(200);
      const { value: fresh } = await rotateKey(database, acme.id, { ...by(), overlapHours: 24 });
      await keyRing.refresh();
      pass(23);
      expect((await sendEvent("c0000000000000000002", old)).status).toBe(200);
      expect((await sendEvent("c0000000000000000003", fresh)).status).toBe(200);
      pass(2);
      // An engine that was forgotten: its events are kept, as those of an instance without a key.
      expect((await sendEvent("c0000000000000000004", old)).status).toBe(200);
      expect((await sendEvent("c0000000000000000001", old)).status).toBe(200);
      expect((await listInstances(database, acme.id)).map(({ instanceId }) => instanceId)).toEqual([
        "c0000000000000000001",
        "c0000000000000000002",
        "c0000000000000000003",
      ]);
      expect(await database.query("select count(*) as n from event")).toEqual([{ n: 5 }]);
      const keys = await listKeys(database, acme.id);
      expect(keys.map(({ validUntil, hint }) => [validUntil === null, hint]).sort()).toEqual(
        [
          [false, old.slice(-4)],
          [true, fresh.slice(-4)],
        ].sort(),
      );
    });

    it("work at once in every process, and end at once when revoked", async (context) => {
      const { database, acme, by, keyRing } = await openWith(context);
      expect(await keyRing.find("dleo_unknown")).toBeNull();
      const { id, value } = await issueKey(database, acme.id, by());
      expect(await keyRing.find(value)).toMatchObject({ organizationId: acme.id, plan: "standard" });
      await revokeKey(database, acme.id, id, by());
      await keyRing.refresh();
      expect(await keyRing.find(value)).toBeNull();
      await expect(revokeKey(database, acme.id, id, by())).rejects.toThrow("no valid key");
    });
  });

  describe("an instance", () => {
    it("stays with the first organization, whoever knows its ID", async (context) => {
      const { database, acme, globex, by, send, sendEvent } = await openWith(context);
      const [{ value: ofAcme }, { value: ofGlobex }] = [
        await issueKey(database, acme.id, by()),
        await issueKey(database, globex.id, by()),
      ];
      await sendEvent(captured, ofAcme);
      expect((await sendEvent(captured, ofGlobex)).status).toBe(200);
      const stolen = await send(
        "/api/rpc/dblab_instance_register",
        { selfassigned_instance_id: captured, project_name: "theirs" },
        { orgKey: ofGlobex },
      );
      expect(stolen).toMatchObject({ status: 409, body: { code: "instance_of_another" } });
      expect(await listInstances(database, globex.id)).toEqual([]);
      const [mine] = await listInstances(database, acme.id);
      expect(mine).toMatchObject({ instanceId: captured, project: null });
      expect(await readOrganizationInstance(database, globex.id, mine?.number ?? 0)).toBeNull();
      expect(await database.query("select edition from instance")).toEqual([{ edition: "standard" }]);
      expect((await sendEvent(exampleInstanceIds[0], ofAcme)).status).toBe(200);
      expect(await listInstances(database, acme.id)).toHaveLength(1);
    });

    it("has the edition of its organization's plan, and none once it is unlinked", async (context) => {
      const { database, acme, by, sendEvent } = await openWith(context);
      const { value } = await issueKey(database, acme.id, by());
      await sendEvent(captured, value);
      await sendEvent("c0000000000000000002");
      const editions = () =>
        database.query("select edition, count(*) as n from instance group by 1 order by 1");
      await changePlan(database, acme.id, "enterprise", by());
      expect(await editions()).toEqual([
        { edition: "community", n: 1 },
        { edition: "enterprise", n: 1 },
      ]);
      const [instance] = await listInstances(database, acme.id);
      expect(await unlinkInstance(database, acme.id, instance?.key ?? "", by())).toBe(true);
      expect(await unlinkInstance(database, acme.id, instance?.key ?? "", by())).toBe(false);
      expect(await editions()).toEqual([{ edition: "community", n: 2 }]);
    });

    it("is billed by the hour, a restart not twice, and told when billing is off", async (context) => {
      const { database, acme, by, send, pass, now } = await openWith(context);
      const { value: orgKey } = await issueKey(database, acme.id, by());
      const report = (cpu: number) =>
        send(
          "/api/rpc/telemetry_usage",
          {
            selfassigned_instance_id: captured,
            event_data: { cpu, total_memory: 2 ** 33, data_size: 2 ** 34 },
          },
          { orgKey },
        );
      await report(8);
      await report(8);
      pass(1);
      await report(16);
      pass(24 * 10);
      await changeBilling(database, acme.id, false, by());
      expect((await report(16)).body).toMatchObject({ billing_active: false });
      const usage = await readUsage(database, acme.id, { months: 2, now: now() });
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
      expect(await readUsage(database, acme.id + 1, { months: 2, now: now() })).toEqual([]);
    });
  });

  describe("tokens", () => {
    it("stand for their organization until they are revoked", async (context) => {
      const { database, acme, globex, by, now } = await openWith(context);
      const { id, value } = await issueToken(database, acme.id, { name: "Ada", isPersonal: true }, by());
      const found = { tokenId: id, organizationId: acme.id, name: "Ada", isPersonal: true };
      expect(await findToken(database, { pseudonyms, value, now: now() })).toEqual(found);
      expect(await findToken(database, { pseudonyms, value: `${value}x`, now: now() })).toBeNull();
      expect(await findTokenById(database, id)).toEqual(found);
      await expect(revokeToken(database, globex.id, id, by())).rejects.toThrow("no valid token");
      await revokeToken(database, acme.id, id, by());
      expect(await findToken(database, { pseudonyms, value, now: now() })).toBeNull();
      expect(await findTokenById(database, id)).toBeNull();
      expect(await listTokens(database, acme.id)).toMatchObject([
        {
          name: "Ada",
          hint: value.slice(-4),
          revokedAt: start.toISOString(),
          lastUsedAt: start.toISOString(),
        },
      ]);
    });
  });

  describe("support", () => {
    it("sees nothing without a grant, what was granted with one, and nothing after it", async (context) => {
      const { database, acme, globex, by, sendEvent, pass, now } = await openWith(context);
      const { value: ofAcme } = await issueKey(database, acme.id, by());
      const { value: ofGlobex } = await issueKey(database, globex.id, by());
      await sendEvent("c0000000000000000001", ofAcme);
      await sendEvent("c0000000000000000002", ofAcme);
      await sendEvent("c0000000000000000003", ofGlobex);
      const [first, second] = await listInstances(database, acme.id);
      const [theirs] = await listInstances(database, globex.id);
      const look = (number: number) =>
        lookAsSupport(database, { number, member: "Grace", view: "timeline", now: now() });
      expect(await listGrantedInstances(database, now())).toEqual([]);
      expect(await look(first?.number ?? 0)).toBeNull();

      const ada = { actor: "token Ada", now: now() };
      const wanted = { reason: "slow clones", hours: 2, instances: [first?.number ?? 0] };
      const grantId = await grantSupport(database, acme.id, wanted, ada);
      await expect(
        grantSupport(database, acme.id, { ...wanted, instances: [theirs?.number ?? 0] }, ada),
      ).rejects.toThrow("not the organization's");
      await expect(grantSupport(database, acme.id, { ...wanted, hours: 10_000 }, ada)).rejects.toThrow(
        "30 days",
      );
      expect(await look(first?.number ?? 0)).toMatchObject({ grantId, key: first?.key });
      expect(await look(second?.number ?? 0)).toBeNull();
      expect(await look(theirs?.number ?? 0)).toBeNull();
      pass(2);
      expect(await look(first?.number ?? 0)).toBeNull();
      expect(await listGrants(database, acme.id, { now: now() })).toMatchObject([
        { id: grantId, state: "ended" },
      ]);

      const second_ = await grantSupport(database, acme.id, wanted, { ...ada, now: now() });
      expect(await look(first?.number ?? 0)).toMatchObject({ grantId: second_ });
      await expect(revokeGrant(database, globex.id, second_, { ...ada, now: now() })).rejects.toThrow(
        "no active",
      );
      await revokeGrant(database, acme.id, second_, { ...ada, now: now() });
      expect(await look(first?.number ?? 0)).toBeNull();

      const log = await readAudit(database, acme.id, { before: null, limit: 100 });
      expect(log.filter(({ action }) => action === "support looked")).toMatchObject([
        { actor: "support Grace", subject: `instance ${first?.number}: timeline`, grantId: second_ },
        { actor: "support Grace", subject: `instance ${first?.number}: timeline`, grantId },
      ]);
      expect(await readAudit(database, globex.id, { before: null, limit: 100 })).not.toContainEqual(
        expect.objectContaining({ action: "support looked" }),
      );
    });

    it("has members whose access ends at once", async (context) => {
      const { database, by, now } = await openWith(context);
      const { id, value } = await addSupportMember(database, "Grace", by());
      expect(await findSupportMember(database, { pseudonyms, value, now: now() })).toEqual({
        id,
        name: "Grace",
      });
      await removeSupportMember(database, id, now());
      expect(await findSupportMember(database, { pseudonyms, value, now: now() })).toBeNull();
    });
  });

  describe("the audit log", () => {
    it("cannot be changed or shortened, and a change by other means is found", async (context) => {
      const { database, acme, by } = await openWith(context);
      for (const name of ["a", "b", "c"])
        await issueToken(database, acme.id, { name, isPersonal: false }, by());
      await database.query("update audit_entry set actor = 'nobody'");
      await database.query("delete from audit_entry");
      const log = (await readAudit(database, acme.id, { before: null, limit: 100 })).toReversed();
      expect(log.map(({ number, action }) => [number, action])).toEqual([
        [1, "organization created"],
        [2, "token issued"],
        [3, "token issued"],
        [4, "token issued"],
      ]);
      expect(findBreak(acme.id, log)).toBeNull();
      expect(
        findBreak(
          acme.id,
          log.map((entry) => (entry.number === 3 ? { ...entry, subject: "x" } : entry)),
        ),
      ).toBe(3);
      expect(
        findBreak(
          acme.id,
          log.filter(({ number }) => number !== 2),
        ),
      ).toBe(3);
      expect(await readAudit(database, acme.id, { before: 3, limit: 1 })).toMatchObject([{ number: 2 }]);
    });

    it("numbers entries without gaps, however many are written at once", async (context) => {
      const { database, acme, by } = await openWith(context);
      await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          issueToken(database, acme.id, { name: `token ${index}`, isPersonal: false }, by()),
        ),
      );
      const log = (await readAudit(database, acme.id, { before: null, limit: 100 })).toReversed();
      expect(log).toHaveLength(9);
      expect(findBreak(acme.id, log)).toBeNull();
    });
  });

  it("keeps no key and no token anywhere in clear", async (context) => {
    const { database, acme, by, send, sendEvent } = await openWith(context);
    const secrets = [
      (await issueKey(database, acme.id, by())).value,
      (await rotateKey(database, acme.id, { ...by(), overlapHours: 1 })).value,
      (await issueToken(database, acme.id, { name: "Ada", isPersonal: true }, by())).value,
      (await addSupportMember(database, "Grace", by())).value,
    ];
    for (const secret of secrets) {
      await sendEvent(captured, secret);
      await send("/api/rpc/dblab_token_check", { token: secret });
    }
    expect(new Set(secrets.map((secret) => secret.slice(0, 5)))).toEqual(
      new Set(["dleo_", "dlet_", "dles_"]),
    );
    for (const text of await everything(database)) {
      for (const secret of secrets) expect(text).not.toContain(secret.slice(5));
    }
  });

  it("refuses an alias that is taken or cannot be one", async (context) => {
    const { database, by } = await openWith(context);
    const create = (alias: string, plan = "standard") =>
      createOrganization(database, { alias, name: "x", plan }, by());
    await expect(create("acme")).rejects.toThrow("the alias acme is taken");
    await expect(create("Acme!")).rejects.toThrow("alias must be");
    await expect(create("x", "free")).rejects.toThrow("plan must be one of");
    expect((await listOrganizations(database)).map(({ alias }) => alias)).toEqual(["acme", "globex"]);
  });
});

async function everything(database: Database): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
  );
  const rows = await Promise.all(
    tables.map(({ name }) => database.query<{ text: string }>(`select t::text as text from "${name}" as t`)),
  );
  return rows.flat().map(({ text }) => text);
}
