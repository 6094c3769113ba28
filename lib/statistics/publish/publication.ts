import { createHmac } from "node:crypto";
import type { CountingRule } from "../count/loadFrames";
import { createMemberKeys } from "../count/members";
import { createDoor, type Door, openDoor } from "./door";

/** How an installation counts and publishes: the one place where a private one differs from one that publishes. */
export interface Publication extends CountingRule {
  readonly door: Door;
}

/** The settings that decide about publication. */
interface PublicationSettings {
  readonly isPrivate: boolean;
  readonly countAfterDays: number;
  readonly publishMinInstances: number;
}

/** @param pepper the installation's secret; without it nobody can take the noise away */
export function createPublication(
  { isPrivate, countAfterDays, publishMinInstances }: PublicationSettings,
  pepper: string,
): Publication {
  const key = createHmac("sha256", pepper).update("publication").digest();
  return {
    isPrivate,
    countAfterDays,
    door: isPrivate ? openDoor : createDoor(key, publishMinInstances),
    memberKey: createMemberKeys(key),
  };
}
