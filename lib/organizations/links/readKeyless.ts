import type { Session } from "../../database/types";

/** Events that named an instance and came without the key that its engine sends. */
export interface KeylessEvents {
  /** Of the window, never more than `mostKeyless`: then there are more. */
  readonly count: number;
  /** The newest of them, newest first. Times are ISO 8601. */
  readonly latest: readonly { readonly receivedAt: string; readonly eventType: string }[];
}

export const keylessDays = 28;
export const mostKeyless = 1_000;
const shown = 10;

/** Those of the last days: they are kept apart from what an instance sent, and its organization is told of them. */
export async function readKeyless(
  { database: { sql }, now }: { readonly database: Pick<Session, "sql">; readonly now: Date },
  { key }: { readonly key: string },
): Promise<KeylessEvents> {
  const newest = await sql
    .selectFrom("visible_keyless_event")
    .select(["received_at", "event_type"])
    .where("instance_key", "=", key)
    .where("event_time", ">=", new Date(now.getTime() - keylessDays * 86_400_000))
    .orderBy("event_time", "desc")
    .limit(mostKeyless)
    .execute();
  return {
    count: newest.length,
    latest: newest.slice(0, shown).map(({ received_at, event_type }) => ({
      receivedAt: received_at.toISOString(),
      eventType: event_type,
    })),
  };
}
