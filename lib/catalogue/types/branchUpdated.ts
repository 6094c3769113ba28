import { declareEventType } from "../eventType";
import { z } from "../zod";
import { branchNameField, protectedField } from "./parts";

export const branchUpdated = declareEventType({
  name: "branch_updated",
  title: "Branch updated",
  group: "branch",
  since: "4.2.0",
  sentWhen: "After a branch was changed through the API.",
  why: "To see whether branch protection is used.",
  data: z.object({ name: branchNameField("4.2.0"), protected: protectedField("branch", "4.2.0") }),
  example: { name: "feature-1", protected: true },
});
