import type { SessionKind } from "@/lib/http/cookies";
import { untilGrantEnds } from "@/lib/organizations/support/untilGrantEnds";
import { getServices } from "@/lib/services";
import { openSealed } from "./cookieSessions";

/** A browser comes back after this long, and is looked at like a new one. */
const longestMs = 3_600_000;

interface Watched {
  readonly signal: AbortSignal;
  readonly endsAt?: Date;
  /** What else has to be true for going on. */
  readonly isStillGranted?: () => Promise<boolean>;
}

/** A signal that aborts within seconds after the request's session of this kind ended, wherever that was done. */
export async function untilSessionEnds(
  kind: SessionKind,
  { signal, endsAt = new Date(Date.now() + longestMs), isStillGranted = async () => true }: Watched,
): Promise<AbortSignal> {
  const session = await openSealed(kind);
  const { endedSessions } = await getServices();
  return untilGrantEnds({
    signal,
    endsAt,
    isStillGranted: async () =>
      session !== null && !(await endedSessions.isEnded(session.id)) && (await isStillGranted()),
  });
}
