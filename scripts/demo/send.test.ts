import { expect, test } from "vitest";
import { createFleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { fleetHistory } from "./history";
import type { PostAnswer, PostRequest } from "./post";
import { batchesOf, engineRequest } from "./requests";
import { sendHistory } from "./send";

const fleet = createFleet({ seed: 2, instances: 20, months: 3, end: new Date("2026-11-20T15:30:00Z") });
const history = [...fleetHistory(fleet)];

/** A service that answers as it is told. */
function fakeService(answer: (request: PostRequest, call: number) => PostAnswer) {
  const requests: PostRequest[] = [];
  const post = async (request: PostRequest) => answer(request, requests.push(request));
  return { requests, post };
}

const taken = { status: 200, body: '{"refused":0,"results":[]}' };
const idle = { token: "a-token", signal: new AbortController().signal, onProgress: () => {} };
const linesOf = ({ body }: PostRequest) => body.trimEnd().split("\n");

test("batches hold every event once, in order, and fit a call", () => {
  const batches = [...batchesOf(history)];
  const lines = batches.flatMap(({ request }) => linesOf(request).map((line) => JSON.parse(line)));
  expect(lines.map(({ instance_id, event_id }) => [instance_id, event_id])).toEqual(
    history.map(({ instanceId, eventId }) => [instanceId, eventId]),
  );
  for (const { request, events } of batches) {
    expect(events).toBe(linesOf(request).length);
    expect(events).toBeLessThanOrEqual(1_000);
    expect(Buffer.byteLength(request.body)).toBeLessThan(1_048_576);
  }
});

test("large events make smaller batches", () => {
  const [first] = history;
  if (first === undefined) throw new Error("no history");
  const large: FleetEvent = { ...first, data: { name: "x".repeat(200_000) } };
  expect([...batchesOf([large, large, large])].map(({ events }) => events)).toEqual([2, 1]);
});

test("a live event is sent as the engine of its version sends it", () => {
  const [event] = history;
  if (event === undefined) throw new Error("no history");
  const { path, headers, body } = engineRequest({ ...event, line: "3.3.0" });
  expect(path).toBe("/api/rpc/telemetry_event");
  expect(headers["Access-Token"]).toBe(event.instanceId);
  expect(Object.keys(JSON.parse(body))).toEqual(["instance_id", "event_type", "event_data"]);
  expect(engineRequest({ ...event, line: "3.4.0" }).headers["Selfassigned-Instance-Id"]).toBe(
    event.instanceId,
  );
});

test("everything is sent, and what a busy service did not take is sent again", async () => {
  const { requests, post } = fakeService((_, call) => (call === 2 ? { status: 503, body: "{}" } : taken));
  const progress: number[] = [];
  const sent = await sendHistory(history, { ...idle, post, onProgress: (events) => progress.push(events) });
  expect(sent).toBe(history.length);
  expect(progress.at(-1)).toBe(history.length);
  expect(new Set(requests.flatMap(linesOf)).size).toBe(history.length);
  expect(requests).toHaveLength([...batchesOf(history)].length + 1);
  expect(new Set(requests.map(({ headers }) => headers.Authorization))).toEqual(new Set(["Bearer a-token"]));
});

test("a refused event is an error that says why", async () => {
  const body = JSON.stringify({ refused: 1, results: [{ status: "refused", message: "not today" }] });
  const { post } = fakeService(() => ({ status: 200, body }));
  await expect(sendHistory(history, { ...idle, post })).rejects.toThrow("not today");
});

test("malformed requests are spread among the others, and their refusal is no error", async () => {
  const one = history[0];
  if (one === undefined) throw new Error("no history");
  const many = Array<FleetEvent>(4_000).fill(one);
  const isBatch = ({ headers }: PostRequest) => "Content-Type" in headers;
  const { requests, post } = fakeService((request) =>
    isBatch(request) ? taken : { status: 400, body: "{}" },
  );
  await sendHistory(many, { ...idle, post, malformedEvery: 5 });
  expect(requests.filter((request) => !isBatch(request))).toHaveLength(2);
});

test("ends when told to", async () => {
  const stopping = new AbortController();
  const { requests, post } = fakeService(() => {
    stopping.abort();
    return taken;
  });
  await sendHistory(history, { ...idle, post, signal: stopping.signal });
  expect(requests.length).toBeLessThanOrEqual(3);
});
