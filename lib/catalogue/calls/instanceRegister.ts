import { instanceIdSchema } from "../instanceId";
import { z } from "../zod";
import { answered, declareCall, part } from "./engineCall";

export const instanceRegister = declareCall({
  name: "dblab_instance_register",
  title: "Instance registration",
  since: "3.4.0",
  sentWhen:
    "At the start of a Standard Edition engine that has platform.orgKey. Instances from AWS Marketplace never send it.",
  why: "It links the instance to the organization that pays for it.",
  credentials: "org key",
  headers: [],
  body: z.object({
    selfassigned_instance_id: part(instanceIdSchema, {
      what: "The engine's instance ID.",
      kept: "In clear, with the organization.",
      example: "c000000000000000000g",
    }),
    project_name: part(z.string().max(200, "must have at most 200 characters").optional(), {
      what: "The project the engine is for, from platform.projectName.",
      kept: "In clear, with the organization.",
      example: "staging",
    }),
  }),
  example: { selfassigned_instance_id: "c000000000000000000g", project_name: "staging" },
  limitBytes: 64 * 1024,
  isBodyRead: true,
  answer: z.object({
    id: part(z.int(), { what: "Number of the instance.", kept: answered, example: 12 }),
    project_id: part(z.int(), {
      what: "Number of the project; 0 without one.",
      kept: answered,
      example: 3,
    }),
    selfassigned_instance_id: part(z.string(), {
      what: "The instance ID, as sent.",
      kept: answered,
      example: "c000000000000000000g",
    }),
    plan: part(z.enum(["standard", "enterprise"]), {
      what: "The organization's plan.",
      kept: answered,
      example: "standard",
    }),
    created_at: part(z.iso.datetime(), {
      what: "When it was linked.",
      kept: answered,
      example: "2026-11-25T10:00:00.000Z",
    }),
  }),
  answered: {
    id: 12,
    project_id: 3,
    selfassigned_instance_id: "c000000000000000000g",
    plan: "standard",
    created_at: "2026-11-25T10:00:00.000Z",
  },
  ifRefused: "It starts, but makes no clones until an hourly usage report succeeds.",
  kept: "The link: instance ID, project, organization, and when it was made.",
  switchOff: "Leave platform.orgKey empty. The Standard Edition needs it.",
  structures: { body: { "": "RegisterInstanceRequest" }, answer: { "": "RegisterResponse" } },
});
