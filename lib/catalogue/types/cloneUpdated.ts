import { declareEventType } from "../eventType";
import { z } from "../zod";
import { cloneIdField, protectedField } from "./parts";

export const cloneUpdated = declareEventType({
  name: "clone_updated",
  title: "Clone updated",
  group: "clone",
  since: "4.0.0",
  sentWhen: "After a clone's settings were changed through the API.",
  why: "To see whether clone protection is used.",
  data: z.object({ id: cloneIdField("4.0.0"), protected: protectedField("clone", "4.0.0") }),
  example: { id: "b98c5ae306baa5380080a4ad46f65ee8a5693088", protected: true },
});
