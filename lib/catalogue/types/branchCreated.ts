import { declareEventType } from "../eventType";
import { z } from "../zod";
import { branchNameField } from "./parts";

export const branchCreated = declareEventType({
  name: "branch_created",
  title: "Branch created",
  group: "branch",
  since: "4.0.0",
  sentWhen: "After a branch was created through the API.",
  why: "To know whether branches are used, and by how many engines.",
  data: z.object({ name: branchNameField("4.0.0") }),
  example: { name: "feature-1" },
});
