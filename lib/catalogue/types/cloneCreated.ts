import { declareEventType } from "../eventType";
import { z } from "../zod";
import { cloningFields } from "./cloningFields";

export const cloneCreated = declareEventType({
  name: "clone_created",
  title: "Clone created",
  group: "clone",
  since: "3.0.0",
  sentWhen: "When a request for a clone is accepted; usually before the clone is ready.",
  why: "To know how many clones are made, and of how fresh data.",
  data: z.object(
    cloningFields({
      what: "The time the creation took, if it is known when the event leaves.",
      note: "Usually 0, because the event leaves before the clone is ready. 0 means not measured, never instant. Below 1 ms and above 24 hours nothing was measured either. At most 292 years, the longest time an engine can express.",
      example: 0,
    }),
  ),
  example: { id: "b98c5ae306baa5380080a4ad46f65ee8a5693088", cloning_time: 0, dsa_diff: 5423.118342871 },
});
