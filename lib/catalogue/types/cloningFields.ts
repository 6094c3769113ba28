import { field } from "../field";
import { z } from "../zod";
import { cloneIdField, durationSeconds, longestDurationSeconds, words } from "./parts";

/** What a clone's creation and its reset report alike. `cloning_time` is documented for each, for it means different things. */
export function cloningFields(cloningTime: {
  readonly what: string;
  readonly note: string;
  readonly example: number;
}) {
  return {
    id: cloneIdField("3.0.0"),
    cloning_time: field(durationSeconds(), {
      class: "technical",
      ...cloningTime,
      why: "To know how long people wait for a clone, and whether a release or a file system changes that.",
      unit: "seconds",
      since: "3.0.0",
    }),
    dsa_diff: field(z.number({ error: words("a finite number of seconds") }).optional(), {
      class: "technical",
      what: "How old the clone's data is: the time since the state of the source that its snapshot holds.",
      why: "To know how fresh the data is that people work on.",
      unit: "seconds",
      note: `Left out where the engine could not compute it. ${longestDurationSeconds} means unknown, and a negative value is a snapshot with a time in the future; neither counts as an age.`,
      example: 5423.118342871,
      since: "3.0.0",
    }),
  };
}
