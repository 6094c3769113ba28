import { widestWindowDays } from "../../statistics/count/loadFrames";
import { addDays, dayOf } from "../../words/period";

/** What is known of an engine. Times are ISO 8601. */
export interface EngineState {
  readonly kind: "running" | "stopped" | "unknown";
  /** Of what it says; null where there is no such moment. */
  readonly since: string | null;
}

/**
 * Whether an engine runs, by what it sent. One that was killed does not say so: one that has been silent for longer than the
 * widest window of active instances may be running or not.
 * @param seen times of its latest start and stop and of its latest event; null where there was none
 */
export function engineState(
  seen: {
    readonly startedAt: string | null;
    readonly stoppedAt: string | null;
    readonly lastSeen: string | null;
  },
  now: Date,
): EngineState {
  const { startedAt, stoppedAt, lastSeen } = seen;
  if (stoppedAt !== null && (startedAt === null || stoppedAt > startedAt)) {
    const hasSentSince = lastSeen !== null && lastSeen > stoppedAt;
    return hasSentSince ? { kind: "unknown", since: null } : { kind: "stopped", since: stoppedAt };
  }
  if (startedAt === null) return { kind: "unknown", since: null };
  const lastDay = dayOf(lastSeen ?? startedAt);
  return lastDay < addDays(dayOf(now), -widestWindowDays)
    ? { kind: "unknown", since: lastSeen }
    : { kind: "running", since: startedAt };
}
