import { afterAll, beforeAll, expect, it } from "vitest";
import { embeddedInstallation, type Installation } from "./support/installation";
import {
  createRoleClient,
  type MadeOrganization,
  makeOrganization,
  makeSecret,
  operatorOf,
  operatorToken,
  registerWithKey,
  sendWithKey,
  signIn,
} from "./support/roleClient";
import { type RunningServer, startServer } from "./support/server";

const instanceId = "c0000000000000000042";
const linkedId = "c0000000000000000043";
/** The right ones' own network, in which nobody ever failed. */
const own = "198.51.100.7";

let installation: Installation;
let server: RunningServer;
let acme: MadeOrganization;
let supportToken: string;

beforeAll(async () => {
  installation = await embeddedInstallation();
  server = await startServer({
    ...installation.environment,
    TRUSTED_PROXIES: "1",
    OPERATOR_TOKEN: operatorToken,
  });
  const operator = await operatorOf(server.url, own);
  acme = await makeOrganization(operator, { alias: "acme", name: "Acme" });
  supportToken = await makeSecret(operator, "/operator/support/add", { name: "Grace" });
  await registerWithKey(server.url, acme.orgKey, { instanceId: linkedId, project: "shop" });
  const event = { event_type: "snapshot_created", event_data: {}, instance_id: instanceId };
  await sendWithKey(server.url, "", event);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  installation?.remove();
});

/** Of so many regions, five clients each, in two address families. */
function* strangers(regions: number): Generator<string> {
  for (let region = 0; region < regions; region += 1) {
    for (let client = 1; client <= 5; client += 1) {
      yield `10.${region}.1.${client}`;
      yield `2001:${(0x1000 + region).toString(16)}:1:${client}::1`;
    }
  }
}

const ask = (path: string, from: string, headers: Record<string, string>, body?: object) =>
  fetch(new URL(path, server.url), {
    headers: { "x-forwarded-for": from, ...headers },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
const askOrganization = (token: string, from: string) =>
  ask("/api/v1/org", from, { authorization: `Bearer ${token}` });
const askInstance = (id: string, from: string) =>
  ask("/api/v1/instance", from, { authorization: `Bearer ${id}` });
const reportUsage = (orgKey: string, from: string) =>
  ask(
    "/api/rpc/telemetry_usage",
    from,
    { "org-key": orgKey },
    { selfassigned_instance_id: linkedId, event_data: { cpu: 8, total_memory: 1, data_size: 1 } },
  );

it("wrong tokens from everywhere lock out nobody who has a right one", async () => {
  const statuses = new Set<number>();
  for (const from of strangers(40)) {
    statuses.add((await askOrganization(`wrong-${from}-${"x".repeat(40)}`, from)).status);
  }
  expect(statuses).toEqual(new Set([401]));
  expect((await askOrganization(acme.token, own)).status).toBe(200);
  await signIn(createRoleClient(server.url, own), "/org", acme.token);
  await signIn(createRoleClient(server.url, own), "/support", supportToken);
  await signIn(createRoleClient(server.url, own), "/operator", operatorToken);
});

it("who fails much waits, with its neighbors; a right token opens from there, too", async () => {
  const wrong = async (from: string) => (await askOrganization("wrong", from)).status;
  for (let times = 0; times < 5; times += 1) expect(await wrong("192.0.2.1")).toBe(401);
  expect(await wrong("192.0.2.1")).toBe(429);
  for (const client of [2, 3, 4]) {
    for (let times = 0; times < 5; times += 1) expect(await wrong(`192.0.2.${client}`)).toBe(401);
  }
  expect(await wrong("192.0.2.5")).toBe(429);
  expect(await wrong("192.0.3.1")).toBe(401);
  expect((await askOrganization(acme.token, "192.0.2.1")).status).toBe(200);
});

it("wrong keys stop nobody's billing calls", async () => {
  const statuses = new Set<number>();
  const froms = [...strangers(110)];
  for (let at = 0; at < froms.length; at += 20) {
    const some = froms.slice(at, at + 20).map((from) => reportUsage(`wrong ${from}`, from));
    for (const answer of await Promise.all(some)) statuses.add(answer.status);
  }
  expect(froms.length).toBeGreaterThan(1_020);
  expect(statuses).toEqual(new Set([401]));
  expect((await reportUsage(acme.orgKey, own)).status).toBe(200);
});

it("look-ups that find nothing close the look-up to nobody elsewhere", async () => {
  expect((await askInstance(instanceId, "203.0.113.1")).status).toBe(200);
  const statuses = new Set<number>();
  const froms = [...strangers(40)];
  for (let at = 0; at < froms.length; at += 40) {
    const some = froms.slice(at, at + 40).map((from) => askInstance("c0000000000000000099", from));
    for (const answer of await Promise.all(some)) statuses.add(answer.status);
  }
  expect(froms.length).toBeGreaterThan(300);
  expect(statuses).toEqual(new Set([404]));
  expect((await askInstance(instanceId, own)).status).toBe(200);

  // Neighbors of a known client guess until their region has to wait.
  for (let net = 1; net <= 25; net += 1) {
    for (let times = 0; times < 5; times += 1) await askInstance("c0000000000000000099", `203.0.${net}.1`);
  }
  expect((await askInstance(instanceId, "203.0.99.1")).status).toBe(429);
  expect((await askInstance(instanceId, "203.0.113.9")).status).toBe(200);
});
