import type { EngineVersion, JsonObject } from "../../lib/catalogue";

/** An event of the fleet, ready to be sent. */
export interface FleetEvent {
  readonly instanceId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly data: JsonObject;
  /** The same in every run, so that a repeat is recognized. Unique within its instance. */
  readonly eventId: string;
  /** An engine of the fleet, a container without a lasting ID, or somebody who makes IDs up. */
  readonly origin: "engine" | "container" | "forged";
  /** The version whose wire form the sender uses. */
  readonly line: EngineVersion;
}
