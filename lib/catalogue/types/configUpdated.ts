import { declareEventType } from "../eventType";
import { z } from "../zod";

export const configUpdated = declareEventType({
  name: "config_updated",
  title: "Configuration updated",
  group: "configuration",
  since: "4.0.0",
  sentWhen: "After a configuration was applied through the engine's admin API.",
  why: "To know whether engines are configured that way rather than by editing the file. It says nothing about the configuration.",
  data: z.object({}),
  example: {},
});
