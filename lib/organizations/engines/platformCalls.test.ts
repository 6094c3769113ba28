import { expect, it } from "vitest";
import { readCaptures } from "../../catalogue/testing/captures";
import { forEachDatabase } from "../../database/testing/databases";
import { refusalReasons } from "../../http/problems";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { issueKey } from "../keys/issueKey";
import { listLinkedInstances } from "../links/listLinkedInstances";
import { captured, openAtWork, start } from "../testing/atWork";
import { issueToken } from "../tokens/issueToken";

forEachDatabase((open) => {
  const openWithKey = async (test: Parameters<typeof open>[0]) => {
    const atWork = await openAtWork(open, test);
    const organizationId = atWork.acme.id;
    const { value: orgKey } = await issueKey(atWork.by(), { organizationId });
    return { ...atWork, organizationId, orgKey };
  };

  it("give a captured Standard Edition engine the answers it needs, and link it", async (test) => {
    const { database, organizationId, by, send, orgKey } = await openWithKey(test);
    const issue = async (name: string, isPersonal: boolean) =>
      (await issueToken(by(), { organizationId, name, isPersonal })).value;
    const token = await issue("engine", false);
    const personal = await issue("Ada", true);
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
        recognized_org: { id: organizationId, name: "Acme", alias: "acme" },
      });
    }
    expect(answers["rpc/dblab_token_check"]).toEqual(
      expect.arrayContaining([
        { org_id: organizationId, is_personal: false },
        { org_id: organizationId, is_personal: true },
      ]),
    );
    expect(await listLinkedInstances(by(), { organizationId })).toMatchObject([
      { instanceId: captured, project: "acme & co <staging>", key: pseudonyms.instanceKey(captured) },
    ]);
    expect(await database.query("select edition from instance")).toEqual([{ edition: "standard" }]);
  });

  it("answer an unknown key or token with the error object, and hold up after a few", async (test) => {
    const { by, organizationId, send } = await openWithKey(test);
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
    const limited = await send("/api/rpc/dblab_token_check", { token: "c" });
    expect(limited.status).toBe(429);
    // As long as it really takes, not what is said where that is not known.
    expect(Number(limited.headers["retry-after"])).toBeGreaterThan(
      refusalReasons.rate_limited_address.retryAfterSeconds,
    );
    const elsewhere = { address: "192.0.2.2" };
    expect((await send("/api/rpc/dblab_token_check", { token: "c" }, elsewhere)).status).toBe(401);
    expect(await listLinkedInstances(by(), { organizationId })).toEqual([]);
  });

  it("answer a body that cannot be read with a clear 400", async (test) => {
    const { send, orgKey } = await openWithKey(test);
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
