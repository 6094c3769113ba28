import { instanceIdSchema } from "../instanceId";
import { z } from "../zod";
import { declareCall, part, parts } from "./engineCall";

export const telemetryEvent = declareCall({
  name: "telemetry_event",
  title: "Telemetry event",
  since: "3.0.0",
  sentWhen: "With every event: a start, a stop, a clone, a snapshot, a branch, an alert.",
  why: "It is the telemetry itself. Each event type is documented under Events.",
  credentials: "none",
  headers: [],
  body: z.object({
    instance_id: part(instanceIdSchema, {
      what: "The ID the engine made for itself at its first start.",
      kept: "As a keyed hash; in clear only where an organization's key came along.",
      example: "c6fgs68hmvj3sm2pbphg",
    }),
    event_type: part(z.string(), {
      what: "The event type.",
      kept: "As it is.",
      example: "clone_destroyed",
    }),
    event_data: parts(
      z.record(z.string(), z.unknown()),
      "The fields of the event, documented with its type under Events.",
    ),
  }),
  example: {
    instance_id: "c6fgs68hmvj3sm2pbphg",
    event_type: "clone_destroyed",
    event_data: { id: "b98c5ae306baa5380080a4ad46f65ee8a5693088" },
  },
  limitBytes: 64 * 1024,
  isBodyRead: true,
  answer: z.object({}),
  answered: {},
  ifRefused: "It logs the failure and goes on. The event is lost: engines do not try again.",
  kept: "What the event's own page says, field by field.",
  switchOff:
    "platform.enableTelemetry: false; before 3.4 global.telemetry.enabled: false. Not possible in the Standard Edition.",
  structures: { body: { "": "TelemetryEvent" }, answer: { "": "APIResponse" } },
});
