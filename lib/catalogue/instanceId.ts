import { z } from "./zod";

/** An engine's instance ID: an xid, 20 characters `0-9 a-v`. Engines make it themselves at their first start. */
export const instanceIdSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "is missing" : "must be a string") })
  .regex(/^[0-9a-v]{20}$/, "must be an instance ID: 20 characters, each 0-9 or a-v");

/** The instance IDs the engine's documentation uses in its examples. They work like any other and belong to nobody. */
export const exampleInstanceIds = ["c6fgs68hmvj3sm2pbphg", "chhfqfcnvrvc73d0lij0"] as const;

/** True for an instance ID of the documentation's examples, which no statistic counts. */
export function isExampleInstanceId(instanceId: string): boolean {
  return exampleInstanceIds.some((example) => example === instanceId);
}
