import { z } from "zod";
import { createSealedSession, type SealedSession } from "../../http/sealedSession";

const hour = 3600;

const schemas = {
  organization: z.object({ tokenId: z.uuid() }),
  support: z.object({ memberId: z.uuid() }),
  operator: z.object({
    /** Of the token it was opened with: another token closes it. */
    tokenHash: z.string(),
  }),
  made: z.object({
    /** The page that shows it. */
    path: z.string(),
    /** Whose it is, in words. */
    title: z.string(),
    value: z.string(),
  }),
};

export type OrganizationSession = z.output<typeof schemas.organization>;
export type SupportSession = z.output<typeof schemas.support>;
export type OperatorSession = z.output<typeof schemas.operator>;
export type MadeSecretToShow = z.output<typeof schemas.made>;

/** How long a session lasts, in seconds. */
export const sessionSecondsOf = {
  organization: 12 * hour,
  support: 8 * hour,
  operator: 4 * hour,
  made: 60,
} as const;

/** Sessions of everybody who signs in, a kind each: none opens as another. `made` carries a new secret to the page that shows it. */
export interface Sessions {
  readonly organization: SealedSession<OrganizationSession>;
  readonly support: SealedSession<SupportSession>;
  readonly operator: SealedSession<OperatorSession>;
  readonly made: SealedSession<MadeSecretToShow>;
}

/** @param secret see `SESSION_SECRET` */
export function createSessions(secret: string): Sessions {
  const make = <Content extends Record<string, unknown>>(
    name: keyof typeof schemas,
    schema: z.ZodType<Content>,
  ) => createSealedSession(secret, { name, schema, maximumAgeSeconds: sessionSecondsOf[name] });
  return {
    organization: make("organization", schemas.organization),
    support: make("support", schemas.support),
    operator: make("operator", schemas.operator),
    made: make("made", schemas.made),
  };
}
