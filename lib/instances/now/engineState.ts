import { widestWindowDays } from "../../statistics/count/loadFrames";
import { addDays, dayOf } from "../../words/period";

/** What is known of an engine. Times are ISO 8601. */
export interface EngineState {
  readonly kind: "running" | "stopped" | "silent" | "unknown";
  /** Since when; null where that is not known. */
  readonly since: string | null;
}

/**
 * Whether an engine runs, by what it sent. A crash is not reported: an engine that has sent nothing for longer than the
 * widest window of active instances is silent, and may be running or not.
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
    ? { kind: "silent", since: lastSeen ?? startedAt }
    : { kind: "running", since: startedAt };
}
