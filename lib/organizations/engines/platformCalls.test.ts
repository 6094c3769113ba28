import { expect, it } from "vitest";
import { readCaptures } from "../../catalogue/testing/captures";
import { onDatabase } from "../../database/testing/databases";
import { everyRow } from "../../database/testing/everyRow";
import { refusalReasons } from "../../http/problems";
import { platformCallNames } from "../../ingest/calls";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { changePrivilege } from "../account/changePrivilege";
import { issueKey } from "../keys/issueKey";
import { listLinkedInstances } from "../links/listLinkedInstances";
import { captured, openAtWork, start } from "../testing/atWork";
import { issueToken } from "../tokens/issueToken";
import { revokeToken } from "../tokens/revokeToken";
import { eraseTokenEmail } from "../tokens/tokenEmail";
import { callsPerMinute } from "./callLimit";

onDatabase((open) => {
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
      if (!headers.has("org-key")) continue;
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
    for (const answer of answers["rpc/dblab_session_start"] ?? []) {
      expect(answer).toEqual({ id: expect.any(Number) });
    }
    expect(Object.keys(answers)).toEqual(
      expect.arrayContaining(platformCallNames.map((name) => `rpc/${name}`)),
    );
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

  it("write nothing, and take no number, where nothing changes", async (test) => {
    const { database, send, orgKey } = await openWithKey(test);
    const register = (project_name: string) =>
      send(
        "/api/rpc/dblab_instance_register",
        { selfassigned_instance_id: captured, project_name },
        { orgKey },
      );
    await register("one");
    const read = async () => [
      await everyRow(database),
      await database.query("select ctid::text, xmin::text from organization_instance"),
      await database.query("select ctid::text, xmin::text from project"),
      await database.query(
        "select seqrelid::regclass::text as name, pg_sequence_last_value(seqrelid)::text as last from pg_sequence order by 1",
      ),
    ];
    const before = await read();
    for (let again = 0; again < 5; again += 1) expect(await register("one")).toMatchObject({ status: 200 });
    expect(await read()).toEqual(before);
    await register("two");
    const [link] = await database.query(
      "select name from organization_instance join project on project.id = project_id",
    );
    expect(link).toEqual({ name: "two" });
  });

  it("number the instances of each organization for itself, and tell one that calls on and on when to come back", async (test) => {
    const { by, globex, send, orgKey } = await openWithKey(test);
    const { value: ofGlobex } = await issueKey(by(), { organizationId: globex.id });
    const register = (selfassigned_instance_id: string, key: string) =>
      send(
        "/api/rpc/dblab_instance_register",
        { selfassigned_instance_id, project_name: "" },
        { orgKey: key },
      );
    const idOf = async (instanceId: string, key: string) => (await register(instanceId, key)).body.id;
    expect(await idOf(captured, orgKey)).toBe(1);
    const answers = [];
    // One by one: all at once they wait for each other, and on a busy machine for too long.
    for (let call = 0; call < callsPerMinute.ofInstance + 5; call += 1)
      answers.push(await register(captured, orgKey));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(6);
    expect(refused[0]).toMatchObject({ status: 429, body: { code: "rate_limited_calls" } });
    expect(Number(refused[0]?.headers["retry-after"])).toBeGreaterThan(0);
    const fleet = Array.from({ length: 12 }, (_, at) => `c00000000000000000${at + 10}`);
    const numbers: number[] = [];
    for (const four of [0, 4, 8].map((from) => fleet.slice(from, from + 4)))
      numbers.push(...(await Promise.all(four.map((instanceId) => idOf(instanceId, orgKey)))));
    expect(numbers.toSorted((one, other) => one - other)).toEqual(fleet.map((_, at) => at + 2));
    expect(await idOf("c0000000000000000009", ofGlobex)).toBe(1);
    expect((await register(fleet[0] ?? "", ofGlobex)).status).toBe(409);
    expect(await idOf("c0000000000000000008", ofGlobex)).toBe(2);
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

  it("answer the CI observer, of which only a count stays", async (test) => {
    const { database, by, organizationId, send, orgKey, flushCounts } = await openWithKey(test);
    const { value: accessToken } = await issueToken(by(), {
      organizationId,
      name: "engine",
      isPersonal: false,
    });
    const secretLog = "2026-05-07,postgres,shop,select canary from customer";
    const observer = readCaptures().filter(
      ({ event, version }) => event.startsWith("rpc/dblab_session") && version === "v3.0.0",
    );
    const before = await everyRow(database);
    const ids = new Set<unknown>();
    let clients = 0;
    // Wrong keys are limited by client, and by the networks around it.
    const elsewhere = () => `${100 + clients++}.51.100.1`;
    for (const { path } of observer) {
      const call = path.split("/").at(-1);
      // An engine before 3.4 has a token and no key; a newer one can have a key alone.
      for (const known of [{ accessToken }, { orgKey }, { orgKey: "old key", accessToken }]) {
        const answer = await send(path, secretLog, known);
        expect(answer.status, path).toBe(200);
        if (call === "dblab_session_start") ids.add(answer.body.id);
        else expect(answer.body).toEqual({});
      }
      for (const unknown of [{}, { accessToken: captured }, { orgKey: "old key" }]) {
        const refused = await send(path, secretLog, { ...unknown, address: elsewhere() });
        expect(refused, path).toMatchObject({
          status: 401,
          body: { code: expect.stringMatching(/^unknown_/) },
        });
      }
    }
    for (const id of ids) expect(Number.isSafeInteger(id) && Number(id) > 0).toBe(true);
    await flushCounts();
    const counts = await database.query("select call, calls from call_day order by call");
    const starts = observer.filter(({ path }) => path.endsWith("session_start")).length * 3;
    expect(ids.size).toBe(starts);
    expect(counts).toEqual(
      platformCallNames
        .filter((name) => name.startsWith("dblab_session"))
        .toSorted()
        .map((call) => ({ call, calls: starts })),
    );
    const rows = await everyRow(database);
    expect(rows.join()).not.toContain("canary");
    // The counts of calls and of refusals, and when the token and the key were last used.
    expect(rows.length - before.length).toBeLessThanOrEqual(counts.length + 2);
  });

  it("tell an engine the email address of a personal token, if its owner gave one, until it is erased", async (test) => {
    const { database, by, organizationId, send, orgKey, sendEvent } = await openWithKey(test);
    const issue = (name: string, email: string | null) =>
      issueToken(by(), { organizationId, name, isPersonal: true, email });
    const ada = await issue("Ada", "ada@example.org");
    const grace = await issue("Grace", "");
    const told = async (token: string) => (await send("/api/rpc/dblab_token_check", { token })).body;
    const personal = { org_id: organizationId, is_personal: true };
    expect(await told(ada.value)).toEqual({ ...personal, email: "ada@example.org" });
    expect(await told(grace.value)).toEqual(personal);
    await sendEvent(captured, orgKey);
    expect((await everyRow(database)).join()).not.toContain("ada@");

    await eraseTokenEmail(by(), { organizationId, id: ada.id });
    expect(await told(ada.value)).toEqual(personal);
    await expect(eraseTokenEmail(by(), { organizationId, id: ada.id })).rejects.toThrow("no valid token");

    const eve = await issue("Eve", "eve@example.org");
    await revokeToken(by(), { organizationId, id: eve.id });
    expect(await database.query("select 1 from access_token where sealed_email is not null")).toEqual([]);
    const ofNobody = { organizationId, name: "ci", isPersonal: false, email: "ci@example.org" };
    await expect(issueToken(by(), ofNobody)).rejects.toThrow("only a personal token");
    await expect(issue("Mallory", "nobody")).rejects.toThrow("email address");
  });

  it("tell an engine until when its organization has privileges, where that has an end", async (test) => {
    const { by, organizationId, send, orgKey } = await openWithKey(test);
    const event_data = { cpu: 8, total_memory: 1, data_size: 1 };
    const report = async () => {
      const answer = await send(
        "/api/rpc/telemetry_usage",
        { selfassigned_instance_id: captured, event_data },
        { orgKey },
      );
      return answer.body.recognized_org;
    };
    const organization = { id: organizationId, name: "Acme", alias: "acme" };
    expect(await report()).toEqual(organization);
    await changePrivilege(by(), { organizationId, until: "2027-01-31" });
    expect(await report()).toEqual({ ...organization, priveleged_until: "2027-01-31T00:00:00.000Z" });
    await changePrivilege(by(), { organizationId, until: "" });
    expect(await report()).toEqual(organization);
    await expect(changePrivilege(by(), { organizationId, until: "soon" })).rejects.toThrow("YYYY-MM-DD");
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
