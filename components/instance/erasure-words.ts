/** What erasing an instance means, in the words of every page that says it. */

/** A thing that erasure touches or leaves, and why. */
export interface ErasureFact {
  readonly what: string;
  readonly why: string;
}

/** For so many days an erasure can be undone; `undoDays` of lib/instances/erasure, held equal by a test. */
export const undoDays = 7;

/** What is deleted. */
export const whatGoes: readonly ErasureFact[] = [
  { what: "Every event of the instance", why: "With the names of what was left out of them." },
  { what: "Its counts by day", why: "Events by type, clone times in buckets, the latest start." },
  { what: "The instance record", why: "The hash of its ID, when it was first and last seen, its edition." },
];

/** What is not deleted, and why. */
export const whatStays: readonly ErasureFact[] = [
  {
    what: "Figures of closed periods of the statistics",
    why: "They are counts of many instances. No instance is in them any more, so none can be taken out.",
  },
  {
    what: "The receipt",
    why: "Times and counts under a random identifier. It does not say whose they are.",
  },
  {
    what: "The hash of the ID, if you choose to refuse later events",
    why: "Without it nobody could tell which events to drop.",
  },
];

/** What happens when, from the request on, for an instance that only its organization opens. */
export function erasureStepsOfOrganization(): readonly ErasureFact[] {
  return erasureSteps.map((step) =>
    step.what === undoStep
      ? {
          ...step,
          why: "The organization can undo it, on the instance’s page; the ID alone cannot. What the engine sends meanwhile is stored hidden, so that nothing is missing then.",
        }
      : step,
  );
}

const undoStep = `For ${undoDays} days`;

/** What happens when, from the request on. */
export const erasureSteps: readonly ErasureFact[] = [
  {
    what: "At once",
    why: "The instance is hidden everywhere: here, in the API, and in periods of the statistics that are not closed.",
  },
  {
    what: undoStep,
    why: "Anyone who has the ID can undo it. What the engine sends meanwhile is stored hidden, so that nothing is missing then.",
  },
  {
    what: "After that",
    why: "Everything is deleted, also what came meanwhile. Nothing can bring it back.",
  },
  {
    what: "Events after the deletion",
    why: "They begin a new record, unless you refuse them. Refused events are answered with 200 and dropped; the engine notices nothing.",
  },
];

/** What an undo does, for anyone who comes back with the ID. */
export const undoWords = `Within ${undoDays} days of an erasure the same ID brings everything back, also what the engine sent meanwhile. After that it only makes this service take events of that ID again, if they were refused.`;

/** The one answer to an ID under which nothing is open, whatever the reason. */
export const absentWords = "Nothing is open under this ID.";
