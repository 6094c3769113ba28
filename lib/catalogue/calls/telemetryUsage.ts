import { instanceIdSchema } from "../instanceId";
import { z } from "../zod";
import { answered, declareCall, part, parts } from "./engineCall";

const whole = z.int("must be a whole number").min(0, "must not be negative");

export const telemetryUsage = declareCall({
  name: "telemetry_usage",
  title: "Usage report",
  since: "3.4.0",
  sentWhen:
    "After the registration at a start, and every hour after. Instances from AWS Marketplace never send it.",
  why: "The Standard Edition is billed by it.",
  credentials: "org key",
  headers: [],
  body: z.object({
    selfassigned_instance_id: part(instanceIdSchema, {
      what: "The engine's instance ID.",
      kept: "In clear, with the organization.",
      example: "c000000000000000000g",
    }),
    event_data: parts(
      z.object({
        cpu: part(whole.max(65_535, "is larger than any machine"), {
          what: "Logical CPUs.",
          kept: "For billing.",
          example: 8,
        }),
        total_memory: part(whole, {
          what: "Memory, in bytes.",
          kept: "For billing.",
          example: 33_540_153_344,
        }),
        data_size: part(whole, {
          what: "Used part of the pools, in bytes.",
          kept: "For billing.",
          example: 734_003_200_123,
        }),
      }),
      "What the machine has, and how much data is on it.",
    ),
  }),
  example: {
    selfassigned_instance_id: "c000000000000000000g",
    event_data: { cpu: 8, total_memory: 33_540_153_344, data_size: 734_003_200_123 },
  },
  limitBytes: 64 * 1024,
  isBodyRead: true,
  answer: z.object({
    result: part(z.literal("ok"), { what: "That it was taken.", kept: answered, example: "ok" }),
    billing_active: part(z.boolean(), {
      what: "Whether the organization's billing is active. Without, the engine makes no clones.",
      kept: answered,
      example: true,
    }),
    recognized_org: parts(
      z.object({
        id: part(z.int(), { what: "Number of the organization.", kept: answered, example: 1 }),
        name: part(z.string(), { what: "Its name.", kept: answered, example: "Acme" }),
        alias: part(z.string(), {
          what: "Its name in addresses: the engine links to /console/<alias>/billing.",
          kept: answered,
          example: "acme",
        }),
        priveleged_until: part(z.iso.datetime().optional(), {
          what: "Until when the organization has privileges, spelled as the engine reads it; absent where the plan has no such end.",
          kept: answered,
          example: "2027-01-01T00:00:00.000Z",
        }),
      }),
      "The organization of the key.",
    ),
  }),
  answered: {
    result: "ok",
    billing_active: true,
    recognized_org: { id: 1, name: "Acme", alias: "acme", priveleged_until: "2027-01-01T00:00:00.000Z" },
  },
  ifRefused:
    "It counts the failure. At the third in a row it takes billing for inactive and makes no clones.",
  kept: "The last report of each hour (UTC), for billing.",
  switchOff: "Leave platform.orgKey empty. The Standard Edition needs it.",
  structures: {
    body: { "": "InstanceUsage", event_data: "DataUsage" },
    answer: { "": "BillingResponse", recognized_org: "Org" },
  },
});
