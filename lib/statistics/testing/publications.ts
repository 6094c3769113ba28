import { createPublication, type Publication } from "../publish/publication";

/** A private installation: nothing is withheld, and an instance counts at once. */
export const privately: Publication = createPublication(
  { isPrivate: true, countAfterDays: 0, publishMinInstances: 1 },
  "a pepper of thirty-two characters",
);

/** An installation that publishes. */
export function publicly({ countAfterDays = 0, publishMinInstances = 10 } = {}): Publication {
  return createPublication(
    { isPrivate: false, countAfterDays, publishMinInstances },
    "a pepper of thirty-two characters",
  );
}
