import type { RunbookName } from "./runbook";

/** `well`: nothing to do. `look`: not as it should be, and nothing is lost. `act`: events are or will be lost, or a promise is broken. */
export type HealthState = "well" | "look" | "act";

/** One thing that can be wrong, as it is now. */
export interface HealthCheck {
  readonly title: string;
  readonly state: HealthState;
  /** How it is, in a few words. */
  readonly says: string;
  /** What to do about it; null where nothing is. */
  readonly todo: RunbookName | null;
}

export const well = (title: string, says: string): HealthCheck => ({
  title,
  state: "well",
  says,
  todo: null,
});
export const look = (title: string, says: string, todo: RunbookName): HealthCheck => ({
  title,
  state: "look",
  says,
  todo,
});
export const act = (title: string, says: string, todo: RunbookName): HealthCheck => ({
  title,
  state: "act",
  says,
  todo,
});
