import { declareEventType } from "../eventType";
import { z } from "../zod";
import { cloneIdField } from "./parts";

export const cloneDestroyed = declareEventType({
  name: "clone_destroyed",
  title: "Clone destroyed",
  group: "clone",
  since: "3.0.0",
  sentWhen: "When a request to delete a clone is accepted.",
  why: "To know, together with clones created, how long clones live and how many exist at once.",
  data: z.object({ id: cloneIdField("3.0.0") }),
  example: { id: "b98c5ae306baa5380080a4ad46f65ee8a5693088" },
});
