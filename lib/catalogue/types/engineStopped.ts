import { declareEventType } from "../eventType";
import { field } from "../field";
import { z } from "../zod";
import { durationSeconds } from "./parts";

export const engineStopped = declareEventType({
  name: "engine_stopped",
  title: "Engine stopped",
  group: "engine",
  since: "3.0.0",
  sentWhen:
    "As the last step of a graceful shutdown. An engine that is killed, or loses power, does not send it.",
  why: "To know how long engines run between restarts.",
  data: z.object({
    uptime: field(durationSeconds(), {
      class: "technical",
      what: "The time since this engine process started.",
      why: "To know how long engines run between restarts.",
      unit: "seconds",
      note: "At most 292 years, the longest time an engine can express.",
      example: 259213.418307112,
      since: "3.0.0",
    }),
  }),
  example: { uptime: 259213.418307112 },
});
