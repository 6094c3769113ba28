import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { catalogue, keep } from "../lib/catalogue";
import { readCaptures } from "../lib/catalogue/testing/captures";
import { readRelayState } from "../lib/relay/relayState";
import { runs } from "../lib/testing/effort";
import { findPort } from "../scripts/demo/environment";
import { expectAllThere } from "./support/allThere";
import { embeddedInstallation, type Installation, makeInstallation } from "./support/installation";
import { describeOnOne } from "./support/kinds";
import { type Acknowledged, startLoad } from "./support/load";
import { adminOf, relayToken, startRelay, startRelayForEngines } from "./support/relayServers";
import {
  createRoleClient,
  makeOrganization,
  operatorOf,
  operatorToken,
  registerWithKey,
} from "./support/roleClient";
import { type RunningServer, startForEngines, startServer } from "./support/server";
import { trustSender } from "./support/trustSender";

const instanceId = "c6vq1tqs0qtc73dlqkpg";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const started: { readonly server: RunningServer }[] = [];
const installations: Installation[] = [];
async function keepRunning(server: Promise<RunningServer>): Promise<RunningServer> {
  started.push({ server: await server });
  return server;
}
async function keepInstallation(installation: Promise<Installation>): Promise<Installation> {
  installations.push(await installation);
  return installation;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ server }) => server.stop("SIGKILL")));
  for (const installation of installations.splice(0)) installation.remove();
});

const stateOf = ({ environment }: Installation) => readRelayState(join(environment.DATA_DIR ?? "", "relay"));
/** Everything that the relay has to send, it sent. */
const whenSent = (relay: Installation, events: number) =>
  expect
    .poll(() => stateOf(relay), { timeout: 90_000 })
    .toMatchObject({ waiting: 0, phase: "idle", counts: { forwarded: events } });

const send = (url: string, event_type: string, event_data: object, headers: Record<string, string> = {}) =>
  fetch(new URL("/api/rpc/telemetry_event", url), {
    method: "POST",
    headers,
    body: JSON.stringify({ instance_id: instanceId, event_type, event_data }),
  });

async function storedIn(installation: Installation) {
  const database = await installation.open();
  try {
    return await database.query<{ instance_key: string; event_type: string; data: object; event_time: Date }>(
      "select instance_key, event_type, data, event_time from event order by event_time, received_at, id",
    );
  } finally {
    await database.close();
  }
}

describeOnOne("a relay", (kind) => {
  it("hands on every captured event: the service has what it would have had without it", {
    timeout: 180_000,
  }, async () => {
    const service = await keepInstallation(makeInstallation(kind));
    const home = await keepInstallation(makeInstallation(kind));
    const token = await trustSender(service);
    const upstream = await keepRunning(
      startForEngines({ ...service.environment, PUBLIC_URL: "https://telemetry.example" }),
    );
    const relay = await keepRunning(startRelayForEngines(home, upstream.url, { RELAY_TOKEN: token }));
    const captures = readCaptures().filter(({ event }) => !event.startsWith("rpc/"));
    for (const { path, body } of captures) {
      const answer = await fetch(new URL(path, relay.url), { method: "POST", body });
      expect([answer.status, await answer.text()]).toEqual([200, "{}"]);
    }
    await whenSent(home, captures.length);
    expect(await relay.stop()).toBe(0);
    await upstream.stop();

    const pseudonyms = service.pseudonyms();
    const key = pseudonyms.instanceKey(instanceId);
    const expected = captures.map(({ body }) => {
      const { event_type, event_data } = JSON.parse(body);
      const type = catalogue.find(event_type);
      if (type === undefined) throw new Error(event_type);
      const hash = (value: string) => pseudonyms.identifier(key, value);
      return {
        instance_key: key,
        event_type: type.name,
        data: keep(type, type.data.parse(event_data), hash),
      };
    });
    const stored = await storedIn(service);
    expect(stored.map(({ instance_key, event_type, data }) => ({ instance_key, event_type, data }))).toEqual(
      expected,
    );
    // The relay has them too, under its own hashes, and of the same times.
    const own = await storedIn(home);
    expect(own.map(({ event_time }) => event_time)).toEqual(stored.map(({ event_time }) => event_time));
  });

  it(`is killed ${runs.crashes} times while the service comes and goes: what it acknowledged is there, once`, {
    timeout: 120_000 + runs.crashes * 60_000,
  }, async () => {
    const service = await keepInstallation(makeInstallation(kind));
    const home = await keepInstallation(makeInstallation(kind));
    const port = String(await findPort());
    const address = `http://127.0.0.1:${port}`;
    const startService = () => keepRunning(startForEngines({ ...service.environment, PORT: port }));
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < runs.crashes; round += 1) {
      const relay = await keepRunning(startRelayForEngines(home, address));
      const load = startLoad(relay.url, { senders: 8, seed: round, pauseMs: 5 });
      const upstream = round % 2 === 0 ? await startService() : null;
      await pause(500 + Math.random() * 2_000);
      await upstream?.stop(round % 4 === 0 ? "SIGKILL" : "SIGTERM");
      await pause(Math.random() * 500);
      relay.process.kill("SIGKILL");
      acknowledged.push(...(await load.stop()));
      await relay.stop("SIGKILL");
    }
    const upstream = await startService();
    const relay = await keepRunning(startRelayForEngines(home, address));
    await expect.poll(() => stateOf(home), { timeout: 90_000 }).toMatchObject({ waiting: 0, phase: "idle" });
    expect(stateOf(home).counts.refused).toEqual({});
    await relay.stop();
    await upstream.stop();
    expect(acknowledged.length).toBeGreaterThan(runs.crashes * 20);
    await expectAllThere(service, acknowledged);
    await expectAllThere(home, acknowledged);
  });
});

describe("relays", () => {
  it("two of one service: each event is there once", { timeout: 180_000 }, async () => {
    const service = await keepInstallation(embeddedInstallation());
    const homes = await Promise.all([1, 2].map(() => keepInstallation(embeddedInstallation())));
    const upstream = await keepRunning(startForEngines(service.environment));
    const acknowledged: Acknowledged[] = [];
    const relays = await Promise.all(
      homes.map((home) => keepRunning(startRelayForEngines(home, upstream.url))),
    );
    const loads = relays.map(({ url }, seed) => startLoad(url, { senders: 4, seed, pauseMs: 20 }));
    for (const { statuses } of loads) await expect.poll(() => statuses.get(200) ?? 0).toBeGreaterThan(60);
    for (const load of loads) {
      acknowledged.push(...(await load.stop()));
      // Whoever gives an event_id is told to come again where three services on one machine take their time.
      for (const status of load.statuses.keys()) expect([200, 503]).toContain(status);
    }
    for (const home of homes) {
      await expect
        .poll(() => stateOf(home), { timeout: 60_000 })
        .toMatchObject({ waiting: 0, phase: "idle" });
    }
    await Promise.all(relays.map((relay) => relay.stop()));
    await upstream.stop();
    expect(acknowledged.length).toBeGreaterThan(100);
    await expectAllThere(service, acknowledged);
  });

  it("a relay of a relay: what a Standard Edition engine asks is answered by the service, and links it there", {
    timeout: 180_000,
  }, async () => {
    const service = await keepInstallation(embeddedInstallation());
    const upstream = await keepRunning(
      startServer({ ...service.environment, OPERATOR_TOKEN: operatorToken, TRUSTED_PROXIES: "1" }),
    );
    const inner = await keepInstallation(embeddedInstallation());
    const outer = await keepInstallation(embeddedInstallation());
    const second = await keepRunning(startRelayForEngines(inner, upstream.url));
    const relay = await keepRunning(startRelay(outer, `${second.url}/api/`));
    const operator = await operatorOf(upstream.url, "10.8.8.8");
    const acme = await makeOrganization(operator, { alias: "acme", name: "Acme" });
    const call = async (name: string, body: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(new URL(`/api/rpc/${name}`, relay.url), {
        method: "POST",
        headers,
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const key = { "Org-Key": acme.orgKey };
    expect(await call("dblab_token_check", { token: acme.token })).toMatchObject({
      status: 200,
      body: { org_id: expect.any(Number) },
    });
    expect(await registerWithKey(relay.url, acme.orgKey, { instanceId, project: "one" })).toBe(1);
    const usage = {
      selfassigned_instance_id: instanceId,
      event_data: { cpu: 8, total_memory: 2 ** 33, data_size: 2 ** 34 },
    };
    expect(await call("telemetry_usage", usage, key)).toMatchObject({
      status: 200,
      body: { billing_active: true, recognized_org: { name: "Acme" } },
    });
    expect(await call("dblab_session_start", { clone_id: "c" }, key)).toMatchObject({
      status: 200,
      body: { id: expect.any(Number) },
    });
    expect(await call("dblab_session_upload_log", "a,line,with,secret-data\n", key)).toEqual({
      status: 200,
      body: {},
    });
    expect(await call("dblab_token_check", { token: "dlet_wrong" })).toMatchObject({
      status: 401,
      body: { code: "unknown_access_token" },
    });
    expect((await send(relay.url, "clone_destroyed", { id: "linked-clone" }, key)).status).toBe(200);
    await whenSent(outer, 1);
    await whenSent(inner, 1);

    const admin = await adminOf(outer, relay.url);
    const exported = await (await admin.get("/relay/sent.ndjson")).text();
    expect(exported).toContain("/api/rpc/telemetry_usage");
    for (const secret of [acme.orgKey, acme.token, "secret-data"]) {
      expect(exported).not.toContain(secret);
      expectInNoFile(join(outer.environment.DATA_DIR ?? "", "relay"), secret);
    }
    await upstream.stop();
    expect(await call("dblab_token_check", { token: acme.token })).toMatchObject({
      status: 503,
      body: { code: "upstream_unavailable" },
    });
    await relay.stop();
    await second.stop();
    const database = await service.open();
    const [linked] = await database.query("select instance_id, number from organization_instance");
    await database.close();
    expect(linked).toEqual({ instance_id: instanceId, number: 1 });
  });
});

function expectInNoFile(folder: string, secret: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files) {
    expect(readFileSync(join(parentPath, name), "latin1").includes(secret), name).toBe(false);
  }
}

describe("the pages of a relay", () => {
  let service: Installation;
  let home: Installation;
  let upstream: RunningServer;
  let relay: RunningServer;
  beforeAll(async () => {
    service = await embeddedInstallation();
    home = await embeddedInstallation();
    upstream = await startForEngines(service.environment);
    relay = await startRelay(home, upstream.url);
  });
  afterAll(async () => {
    await relay?.stop("SIGKILL");
    await upstream?.stop("SIGKILL");
    service?.remove();
    home?.remove();
  });
  const canary = "canary-branch";
  const rules = (fields: Record<string, string>) => ({ leaves: "events", hold: "0", ...fields });

  it("set rules that hold at once, and count what they do", { timeout: 120_000 }, async () => {
    const admin = await adminOf(home, relay.url);
    const set = async (fields: Record<string, string>) => {
      const answer = await admin.post("/relay/rules", rules(fields));
      expect(answer.headers.get("location")).toBe("/relay?rules=done#rules");
    };
    const refused = await admin.post("/relay/rules", rules({ hold: "-1" }));
    expect(refused.headers.get("location")).toBe("/relay?rules=hours#rules");

    await set({ withhold: "branch_created" });
    await send(relay.url, "branch_created", { name: canary });
    await send(relay.url, "clone_destroyed", { id: "clone-clear" });
    await expect
      .poll(() => stateOf(home).counts)
      .toMatchObject({ forwarded: 1, withheld: { branch_created: 1 } });

    await set({ hash: "on", round: "on" });
    await send(relay.url, "branch_created", { name: canary });
    await expect.poll(() => stateOf(home).counts).toMatchObject({ forwarded: 2, hashed: 1 });

    await set({ leaves: "nothing" });
    await send(relay.url, "branch_created", { name: canary });
    await expect.poll(() => stateOf(home).counts).toMatchObject({ forwarded: 2, inspected: 1 });
    const call = await fetch(new URL("/api/rpc/dblab_token_check", relay.url), {
      method: "POST",
      body: '{"token":"dlet_x"}',
    });
    expect([call.status, (await call.json()).message]).toEqual([
      503,
      "This service is a relay that is set to let nothing leave",
    ]);

    const everything = await (await admin.get("/relay/sent.ndjson")).text();
    const sent = everything
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(sent).toMatchObject([
      {
        path: "/api/v1/events",
        events: 1,
        before: [{ event_data: { name: canary } }],
        answer: { status: 200 },
      },
      { path: "/api/v1/events", events: 1, before: [null], answer: { status: 200 } },
    ]);
    expect(sent.map(({ body }) => body).join("")).not.toContain(canary);
    const page = await (await admin.get("/relay")).text();
    expect(page).toContain(upstream.url);
    const one = await (await admin.get(`/relay/sent/${sent[0].id}`)).text();
    expect(one).toContain(canary);

    await upstream.stop();
    const types = (await storedIn(service)).map(({ event_type }) => event_type);
    expect(types).toEqual(["clone_destroyed", "branch_created"]);
    upstream = await startForEngines(service.environment);
  });

  it("show nobody else anything, and take no form of theirs", async () => {
    const nobody = createRoleClient(relay.url, "10.7.7.7");
    await nobody.get("/relay");
    const [id = ""] = /(?<="id":")[^"]+/.exec(
      await (await (await adminOf(home, relay.url)).get("/relay/sent.ndjson")).text(),
    ) ?? [""];
    const answers = await Promise.all([
      nobody.get("/relay"),
      nobody.get("/relay/sent.ndjson"),
      nobody.get(`/relay/sent/${id}`),
      nobody.post("/relay/rules", rules({})),
      nobody.post("/relay/sign-in", { token: "a wrong token" }),
      nobody.send("POST", "/relay/rules", { "sec-fetch-site": "cross-site" }, new URLSearchParams(rules({}))),
    ]);
    expect(answers.map(({ status, headers }) => `${status} ${headers.get("location") ?? ""}`.trim())).toEqual(
      ["200", "401", "307 /relay", "303 /relay", "303 /relay?wrong=1", "403"],
    );
    for (const answer of answers) {
      const text = await answer.text();
      for (const secret of [instanceId, "clone-clear", canary, upstream.url, relayToken(home)]) {
        expect(text).not.toContain(secret);
      }
    }
    expect(stateOf(home).counts).toMatchObject({ inspected: 1 });
  });

  it("open with the operator's token where there is one, and a relay without one says where its own lies", async () => {
    const page = await (await createRoleClient(relay.url, "10.7.7.8").get("/relay")).text();
    expect(page).toContain("relay-token");
    const other = await embeddedInstallation();
    const withOperator = await startRelay(other, upstream.url, { OPERATOR_TOKEN: operatorToken });
    const client = createRoleClient(withOperator.url, "10.7.7.9");
    const answer = await client.post("/relay/sign-in", { token: operatorToken });
    expect(answer.headers.get("location")).toBe("/relay");
    expect(readdirSync(other.environment.DATA_DIR ?? "")).not.toContain("relay-token");
    await withOperator.stop();
    other.remove();
  });
});
