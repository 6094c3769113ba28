import type { EventType } from "../eventType";
import { alert } from "./alert";
import { branchCreated } from "./branchCreated";
import { branchDestroyed } from "./branchDestroyed";
import { branchUpdated } from "./branchUpdated";
import { cloneCreated } from "./cloneCreated";
import { cloneDestroyed } from "./cloneDestroyed";
import { cloneReset } from "./cloneReset";
import { cloneUpdated } from "./cloneUpdated";
import { configProbed } from "./configProbed";
import { configUpdated } from "./configUpdated";
import { engineStarted } from "./engineStarted";
import { engineStopped } from "./engineStopped";
import { snapshotCreated } from "./snapshotCreated";
import { snapshotDestroyed } from "./snapshotDestroyed";
import { snapshotUpdated } from "./snapshotUpdated";

/** Every event type, in the order in which they are shown. A new one is a file beside this and a line here. */
export const eventTypes: readonly EventType[] = [
  engineStarted,
  engineStopped,
  snapshotCreated,
  snapshotUpdated,
  snapshotDestroyed,
  cloneCreated,
  cloneReset,
  cloneUpdated,
  cloneDestroyed,
  branchCreated,
  branchUpdated,
  branchDestroyed,
  configUpdated,
  configProbed,
  alert,
];
