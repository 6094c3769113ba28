import { expect, test } from "vitest";
import { exampleInstanceIds, instanceIdSchema, isExampleInstanceId } from ".";
import { readEventCaptures } from "./testing/captures";

test("accepts the IDs of engines and of the documentation", () => {
  for (const { body } of readEventCaptures()) instanceIdSchema.parse(JSON.parse(body).instance_id);
  for (const id of exampleInstanceIds) expect(instanceIdSchema.parse(id)).toBe(id);
});

test.each([
  ["c6fgs68hmvj3sm2pbph", "must be an instance ID"],
  ["c6fgs68hmvj3sm2pbphgg", "must be an instance ID"],
  ["C6FGS68HMVJ3SM2PBPHG", "must be an instance ID"],
  ["c6fgs68hmvj3sm2pbphw", "must be an instance ID"],
  ["c6fgs68hmvj3sm2pbphg\n", "must be an instance ID"],
  [5, "must be a string"],
  [undefined, "is missing"],
])("refuses %j in words", (id, words) => {
  expect(instanceIdSchema.safeParse(id).error?.issues[0]?.message).toContain(words);
});

test("knows the documentation's IDs", () => {
  expect(isExampleInstanceId("c6fgs68hmvj3sm2pbphg")).toBe(true);
  expect(isExampleInstanceId("chhfqfcnvrvc73d0lij0")).toBe(true);
  expect(isExampleInstanceId("c6vq1tqs0qtc73dlqkpg")).toBe(false);
});
