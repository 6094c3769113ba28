import { createServer } from "node:http";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { catalogue } from "../catalogue";
import { temporaryFolder } from "../database/testing/temporaryFolder";
import type { RelayedEvent } from "../ingest/contracts";
import { keepEvent } from "../ingest/keepEvent";
import { readEvent } from "../ingest/readEvent";
import { createPseudonyms } from "../settings/pseudonyms";
import { openRelay, type RelayOptions } from "./openRelay";
import { readRelayState } from "./relayState";
import { forwardAll, readRules, rulesOfForm, writeRules } from "./rules";
import { readSent } from "./sentRequests";
import { pepper, sealer } from "./testing/simulatedRelay";

const caller = { address: null, orgKey: "dleo_secret", accessToken: undefined, relayPath: [] };

/** A service that answers what a test says, and keeps what came. */
async function startUpstream(
  answer: (path: string, body: string) => readonly [status: number, body: string],
) {
  const got: { path: string; body: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      got.push({ path: request.url ?? "", body, headers: request.headers });
      const [status, text] = answer(request.url ?? "", body);
      response.writeHead(status, { location: "/elsewhere", "retry-after": "7" }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { got, address: `http://127.0.0.1:${port}/base` };
}

function open(address: string, more: Partial<RelayOptions> = {}) {
  const folder = more.folder ?? join(temporaryFolder(), "relay");
  const relay = openRelay({
    folder,
    holder: "a test",
    pepper,
    address,
    token: "dler_token",
    limitBytes: 2 ** 20,
    gatherMs: 1,
    onError: () => {},
    onDamage: () => {},
    ...more,
  });
  onTestFinished(() => relay.close());
  return { relay, folder };
}

function received(body: object): RelayedEvent {
  const now = new Date("2026-11-27T12:00:00.000Z");
  const event = readEvent(body, { catalogue, now, retentionDays: 400 });
  if (!event.ok) throw new Error("not valid");
  return { event: event.value, row: keepEvent(event.value, createPseudonyms(pepper), now) };
}

const sent = {
  instance_id: "c6vq1tqs0qtc73dlqkpg",
  event_type: "clone_destroyed",
  event_data: { id: "clone-1", unknown: "stays" },
};

it("hands an event on in four parts: documented fields, the time of receipt, and the ID it got there", async () => {
  const upstream = await startUpstream((_, body) => [
    200,
    JSON.stringify({
      results: body
        .trim()
        .split("\n")
        .map(() => ({ status: "accepted" })),
    }),
  ]);
  const { relay, folder } = open(upstream.address);
  const [plain, own] = [
    received(sent),
    received({ ...sent, event_id: "mine", event_time: "2026-11-20T00:00:00Z" }),
  ];
  await relay.accept([plain, own], "dleo_secret", []);
  await expect.poll(() => readRelayState(folder).counts.forwarded).toBe(2);
  expect(upstream.got).toHaveLength(1);
  const [{ path, body, headers } = { path: "", body: "", headers: {} }] = upstream.got;
  expect([path, headers.authorization, headers["org-key"]]).toEqual([
    "/base/api/v1/events",
    "Bearer dler_token",
    "dleo_secret",
  ]);
  const known = { instance_id: sent.instance_id, event_type: sent.event_type, event_data: { id: "clone-1" } };
  expect(
    body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { ...known, event_id: plain.row.id, event_time: "2026-11-27T12:00:00.000Z" },
    { ...known, event_id: "mine", event_time: "2026-11-20T00:00:00.000Z" },
  ]);
});

it("says which relays an event and a call came through, itself the last, and mixes no ways", async () => {
  const upstream = await startUpstream((_, body) => [
    200,
    JSON.stringify({
      results: body
        .trim()
        .split("\n")
        .map(() => ({ status: "accepted" })),
    }),
  ]);
  const { relay, folder } = open(upstream.address, { gatherMs: 100 });
  const before = "f".repeat(32);
  await relay.accept([received(sent)], undefined, [before]);
  await relay.accept([received(sent)], undefined, []);
  await expect.poll(() => readRelayState(folder).counts.forwarded).toBe(2);
  await relay.passOn("telemetry_usage", {}, { ...caller, relayPath: [before] });
  expect(relay.id).toMatch(/^[0-9a-f]{32}$/);
  expect(upstream.got.map(({ headers }) => headers["relay-path"])).toEqual([
    `${before}, ${relay.id}`,
    relay.id,
    `${before}, ${relay.id}`,
  ]);
  await relay.close();
  expect(open(upstream.address, { folder }).relay.id).toBe(relay.id);
});

it("hands calls on with their keys, and the answers back", async () => {
  const upstream = await startUpstream(() => [401, '{"code":"unknown_org_key"}']);
  const { relay, folder } = open(upstream.address);
  const document = { token: "dlet_abcdefgh" };
  expect(await relay.passOn("dblab_token_check", document, caller)).toMatchObject({
    status: 401,
    body: '{"code":"unknown_org_key"}',
    headers: { "retry-after": "7" },
  });
  expect(upstream.got).toMatchObject([
    {
      path: "/base/api/rpc/dblab_token_check",
      body: JSON.stringify(document),
      headers: { "org-key": "dleo_secret" },
    },
  ]);
  const [logged] = readSent(folder, sealer);
  expect(logged).toMatchObject({ body: '{"token":"…efgh"}', answer: { status: 401 } });
  expect(logged?.body).not.toContain("dlet_abcd");
});

it.each([
  ["a page of a proxy", 502, "<html>"],
  ["a redirect", 302, "{}"],
  ["a list", 200, "[]"],
])("answers 503 in place of %s, over which an engine would stumble", async (_, status, body) => {
  const upstream = await startUpstream(() => [status, body]);
  const { relay, folder } = open(upstream.address);
  await expect(relay.passOn("telemetry_usage", {}, caller)).rejects.toMatchObject({
    refusal: { reason: "upstream_unavailable" },
  });
  expect(upstream.got).toHaveLength(1);
  await relay.close();
  expect(readRelayState(folder).counts).toMatchObject({ calls: { telemetry_usage: 1 }, callsUnanswered: 1 });
});

it("passes on no call under inspect only", async () => {
  const upstream = await startUpstream(() => [200, "{}"]);
  const { relay, folder } = open(upstream.address);
  await writeRules(folder, { ...forwardAll, inspectOnly: true });
  await expect(relay.passOn("telemetry_usage", {}, caller)).rejects.toMatchObject({
    refusal: { reason: "upstream_unavailable" },
  });
  expect(upstream.got).toEqual([]);
});

it("refuses an event for which there is no room, and has not half of a batch", async () => {
  const { relay, folder } = open("http://127.0.0.1:9", { limitBytes: 1_500 });
  await relay.accept([received(sent)], undefined, []);
  await expect(
    relay.accept([received(sent), received(sent), received(sent)], undefined, []),
  ).rejects.toMatchObject({
    refusal: { reason: "queue_full" },
  });
  await relay.close();
  expect(readRelayState(folder)).toMatchObject({ waiting: 1, phase: "stopped" });
});

it("is one process", async () => {
  const { folder } = open("http://127.0.0.1:9");
  expect(() => open("http://127.0.0.1:9", { folder })).toThrow("A relay is one process");
});

it("reads rules from a form: what is not an event type or no number of hours is none", async () => {
  const form = (text: string) => rulesOfForm(new URLSearchParams(text), ["alert", "clone_reset"]);
  expect(form("leaves=events&hold=0")).toEqual(forwardAll);
  expect(form("leaves=nothing&withhold=alert&withhold=nonsense&hash=on&round=on&hold=720")).toEqual({
    inspectOnly: true,
    withheldTypes: ["alert"],
    hashIdentifiers: true,
    roundSizes: true,
    holdHours: 720,
  });
  expect([form("hold=721"), form("hold=-1"), form("hold="), form("")]).toEqual([null, null, null, null]);
  const folder = temporaryFolder();
  await writeRules(folder, { ...forwardAll, holdHours: 3 });
  expect(readRules(folder).holdHours).toBe(3);
});
