import { declareEventType } from "../eventType";
import { z } from "../zod";
import { branchNameField } from "./parts";

export const branchDestroyed = declareEventType({
  name: "branch_destroyed",
  title: "Branch destroyed",
  group: "branch",
  since: "4.0.0",
  sentWhen: "After a branch was deleted, through the API or by the engine's own clean-up of old branches.",
  why: "To know, together with branches created, how long branches live.",
  data: z.object({ name: branchNameField("4.0.0") }),
  example: { name: "feature-1" },
});
