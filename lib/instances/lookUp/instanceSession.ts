import { z } from "zod";
import { createSealedSession, type SealedSession } from "../../http/sealedSession";
import { longestInstanceId } from "./lookUp";

const schema = z.object({
  /** As it was typed; nothing has to be stored under it. */
  instanceId: z.string().max(longestInstanceId),
  /** Of the erasure that was asked for in this session. */
  receiptId: z.uuid().optional(),
});

/** What a browser carries that looks at an instance, encrypted. */
export type InstanceSession = z.output<typeof schema>;

/** How long a session lasts, in seconds: a working day. */
export const sessionSeconds = 12 * 3600;

/** @param secret see `SESSION_SECRET` */
export function createInstanceSessions(secret: string): SealedSession<InstanceSession> {
  return createSealedSession(secret, { name: "instance", schema, maximumAgeSeconds: sessionSeconds });
}
