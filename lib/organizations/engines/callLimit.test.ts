import { expect, it } from "vitest";
import { RefusedError } from "../../ingest/refusal";
import { createCallLimit } from "./callLimit";

const secretId = "key 1";
const refused = (call: Promise<void>) =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof RefusedError ? error.refusal : Promise.reject(error)),
  );

it("eleven thousand engines of one organization start and report in one minute", async () => {
  const limit = createCallLimit();
  for (let instance = 0; instance < 11_000; instance++)
    for (const _ of ["register", "report"]) await limit({ secretId, instanceKey: String(instance) });
});

it("an instance that calls again and again is told when to come back, and takes nothing from its neighbors", async () => {
  const limit = createCallLimit({ ofInstance: 3, withSecret: 5 });
  const call = (instanceKey: string) => refused(limit({ secretId, instanceKey }));
  for (let calls = 0; calls < 3; calls++) expect(await call("a")).toBeNull();
  for (let calls = 0; calls < 50; calls++)
    expect(await call("a")).toMatchObject({
      reason: "rate_limited_calls",
      retryAfterSeconds: expect.any(Number),
    });
  expect(await call("b")).toBeNull();
  // Another key is another organization's.
  expect(await refused(limit({ secretId: "key 2", instanceKey: "a" }))).toBeNull();
});

it("a key or token, with made-up instances or none, has an end, too", async () => {
  const limit = createCallLimit({ ofInstance: 3, withSecret: 2 });
  expect(await refused(limit({ secretId, instanceKey: "a" }))).toBeNull();
  expect(await refused(limit({ secretId }))).toBeNull();
  expect(await refused(limit({ secretId, instanceKey: "b" }))).toMatchObject({
    reason: "rate_limited_calls",
  });
});
