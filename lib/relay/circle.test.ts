import { createServer } from "node:http";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../database/testing/temporaryFolder";
import { answeredBy } from "../database/testing/watched";
import { Ingest } from "../ingest/ingest";
import { createNodeHandler } from "../ingest/nodeHandler";
import { createReceive } from "../ingest/receive";
import { createPseudonyms } from "../settings/pseudonyms";
import { openRelay } from "./openRelay";
import { readRelayState } from "./relayState";
import { pepper } from "./testing/simulatedRelay";

/** A relay that listens, without a database; where it sends to is said later. */
async function startRelay() {
  const folder = join(temporaryFolder(), "relay");
  const requests: string[] = [];
  let handle: ReturnType<typeof createNodeHandler> = () => false;
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    url,
    requests,
    stateNow: () => readRelayState(folder),
    sendTo(upstream: string) {
      const relay = openRelay({
        folder,
        holder: "a test",
        pepper,
        address: upstream,
        token: undefined,
        limitBytes: 2 ** 20,
        gatherMs: 1,
        onError: () => {},
        onDamage: () => {},
      });
      const ingest = new Ingest({
        database: answeredBy(async () => []),
        pseudonyms: createPseudonyms(pepper),
        retentionDays: 30,
        rateLimitInstance: 0,
        rateLimitAddress: 0,
        relay,
      });
      handle = createNodeHandler(createReceive(ingest, { trustedProxies: 0 }));
      onTestFinished(async () => {
        await ingest.close();
        await relay.close();
      });
    },
  };
}

const circle = /508: .*RELAY_TO leads in a circle/;
const post = (url: string, body: object) =>
  fetch(url, { method: "POST", body: JSON.stringify(body) }).then((answer) => answer.status);
const event = {
  instance_id: "c6vq1tqs0qtc73dlqkpg",
  event_type: "clone_destroyed",
  event_data: { id: "clone-1" },
};

it("a relay that is pointed at itself keeps the event, and says why nothing leaves", async () => {
  const relay = await startRelay();
  relay.sendTo(relay.url);
  expect(await post(`${relay.url}/api/rpc/telemetry_event`, event)).toBe(200);
  await expect.poll(() => relay.stateNow().lastAnswer?.words).toMatch(circle);
  expect(relay.stateNow()).toMatchObject({ waiting: 1, counts: { forwarded: 0, refused: {} } });
  expect(await post(`${relay.url}/api/rpc/telemetry_usage`, {})).toBe(508);
});

it("two relays that are pointed at each other keep what they got first, and say why nothing leaves", async () => {
  const [one, other] = [await startRelay(), await startRelay()];
  one.sendTo(other.url);
  other.sendTo(one.url);
  expect(await post(`${one.url}/api/rpc/telemetry_event`, event)).toBe(200);
  // The other takes it, which is not where it came from; and finds out with the next step.
  await expect.poll(() => other.stateNow().lastAnswer?.words).toMatch(circle);
  expect(await post(`${other.url}/api/rpc/telemetry_event`, event)).toBe(200);
  await expect.poll(() => other.stateNow().waiting).toBe(2);
  expect(one.stateNow()).toMatchObject({ counts: { forwarded: 1 }, waiting: 0 });
  const before = one.requests.length + other.requests.length;
  expect(await post(`${one.url}/api/rpc/telemetry_usage`, {})).toBe(508);
  expect(one.requests.length + other.requests.length - before).toBeLessThan(5);
});
