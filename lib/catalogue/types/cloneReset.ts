import { declareEventType } from "../eventType";
import { z } from "../zod";
import { cloningFields } from "./cloningFields";

export const cloneReset = declareEventType({
  name: "clone_reset",
  structures: { "": "CloneCreated" },
  title: "Clone reset",
  group: "clone",
  since: "3.0.0",
  sentWhen: "After a clone was set back to a snapshot.",
  why: "To know how often clones are reused instead of recreated. It also carries the creation time that Clone created cannot know yet.",
  data: z.object(
    cloningFields({
      what: "The time the clone's creation took, not the reset.",
      note: "The best figure there is for the time a clone takes. 0 means not measured, and so does less than 1 ms or more than 24 hours. At most 292 years, the longest time an engine can express.",
      example: 1.598337201,
    }),
  ),
  example: {
    id: "b98c5ae306baa5380080a4ad46f65ee8a5693088",
    cloning_time: 1.598337201,
    dsa_diff: 5423.118342871,
  },
});
