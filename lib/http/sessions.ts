import { z } from "zod";
import { type CookieKind, cookies } from "./cookies";
import { createSealedSession, type SealedSession } from "./sealedSession";

/** Cookies that carry something sealed. */
export type SealedKind = Exclude<CookieKind, "form">;

/** What each of them carries, encrypted. */
const contents = {
  instance: z.object({
    /** As it was typed; nothing has to be stored under it. */
    instanceId: z.string(),
    /** Of the erasure that was asked for in this session. */
    receiptId: z.uuid().optional(),
  }),
  organization: z.object({ tokenId: z.uuid() }),
  support: z.object({ memberId: z.uuid() }),
  operator: z.object({
    /** Of the token it was opened with: another token closes it. */
    tokenHash: z.string(),
  }),
  relay: z.object({
    /** Of the token it was opened with: another token closes it. */
    tokenHash: z.string(),
    /** Whose events its admin looks at. */
    instanceId: z.string().optional(),
  }),
  made: z.object({
    /** The page that shows it, without a query. */
    path: z.string(),
    /** The session that made it: no other is shown it. */
    sessionId: z.uuid(),
    /** Whose it is, such as `key of Acme`. */
    title: z.string(),
    value: z.string(),
  }),
} satisfies Record<SealedKind, z.ZodType>;

/** What the cookies of each kind hold. */
export type SessionContents = { readonly [Kind in SealedKind]: z.output<(typeof contents)[Kind]> };

/** Sessions of everybody, a kind each: none opens as another. */
export type Sessions = { readonly [Kind in SealedKind]: SealedSession<SessionContents[Kind]> };

/**
 * @param secret see `SESSION_SECRET`
 * @param onSealed told of each one that is sealed, by its kind
 */
export function createSessions(secret: string, onSealed: (kind: SealedKind) => void = () => {}): Sessions {
  const seal = <Content extends Record<string, unknown>>(name: SealedKind, schema: z.ZodType<Content>) => {
    const { maximumAgeSeconds } = cookies[name];
    const sealed = createSealedSession(secret, { name, schema, maximumAgeSeconds });
    return {
      ...sealed,
      seal(content: Content, now: Date) {
        onSealed(name);
        return sealed.seal(content, now);
      },
    };
  };
  return {
    instance: seal("instance", contents.instance),
    organization: seal("organization", contents.organization),
    support: seal("support", contents.support),
    operator: seal("operator", contents.operator),
    relay: seal("relay", contents.relay),
    made: seal("made", contents.made),
  };
}
