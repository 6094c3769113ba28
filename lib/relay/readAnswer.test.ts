import fc from "fast-check";
import { expect, it } from "vitest";
import { answerBatch } from "../ingest/answerBatch";
import { refuse } from "../ingest/refusal";
import { readAnswer } from "./readAnswer";
import { secondsOf } from "./upstream";

const asAnswer = ({ status, body, headers }: ReturnType<typeof answerBatch>["response"]) => ({
  status,
  body,
  retryAfterSeconds: secondsOf(headers["retry-after"] ?? null, new Date()),
});

it.each([
  ["invalid_data", "refused"],
  ["unknown_event_type", "refused"],
  ["event_time_out_of_range", "refused"],
  ["hostile_json", "refused"],
  ["without_key", "refused"],
  ["rate_limited_instance", "later"],
  ["too_many_new_instances", "later"],
  ["database_unavailable", "later"],
  ["queue_full", "later"],
  ["internal", "later"],
] as const)("takes %s of an event, as this service answers it, for %s", (reason, kind) => {
  const { response } = answerBatch([refuse(reason)], []);
  expect(readAnswer(asAnswer(response), 1)).toMatchObject({ kind: "each", events: [{ kind, code: reason }] });
});

it("waits as long as each event asks", () => {
  const { response } = answerBatch(
    [refuse("rate_limited_instance", { retryAfterSeconds: 17 }), { repeats: null }],
    [],
  );
  expect(readAnswer(asAnswer(response), 2)).toEqual({
    kind: "each",
    words: "200: 1 of 2 taken",
    events: [{ kind: "later", code: "rate_limited_instance", afterSeconds: 17 }, { kind: "taken" }],
  });
});

it("knows refusals of newer services by what they say of another try", () => {
  const results = [
    { status: "refused", code: "of_the_future", message: "no" },
    { status: "refused", code: "of_the_future", message: "no", retry_after: 9 },
  ];
  expect(
    readAnswer({ status: 200, body: JSON.stringify({ results }), retryAfterSeconds: null }, 2),
  ).toMatchObject({
    events: [{ kind: "refused" }, { kind: "later", afterSeconds: 9 }],
  });
});

it("sets no event aside for an answer that does not name it, whatever it is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
      const verdict = readAnswer({ status, body, retryAfterSeconds: null }, 3);
      return verdict.kind === "later";
    }),
  );
});

it("reads Retry-After as seconds and as a date", () => {
  const now = new Date("2026-11-27T12:00:00Z");
  expect(secondsOf("120", now)).toBe(120);
  expect(secondsOf("Fri, 27 Nov 2026 12:01:30 GMT", now)).toBe(90);
  expect(secondsOf("Fri, 27 Nov 2026 11:00:00 GMT", now)).toBe(0);
  expect([secondsOf(null, now), secondsOf("soon", now), secondsOf("-3 minutes", now)]).toEqual([
    null,
    null,
    null,
  ]);
});
