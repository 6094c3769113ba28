import { createHash, randomUUID } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";

/** What was sealed, and which seal it was. */
export interface Opened<Content> {
  /** Of this seal alone: the same content sealed again has another one. */
  readonly id: string;
  /** It opens until then. */
  readonly endsAt: Date;
  readonly content: Content;
}

/** Encrypts what a browser carries for us, so that nobody else can read or change it. */
export interface SealedSession<Content> {
  /** The content as a token of URL-safe characters. */
  seal(content: Content, now: Date): Promise<string>;
  /** What was sealed; null for a token that is too old, changed, or not ours. Never rejects. */
  open(token: string | undefined, now: Date): Promise<Opened<Content> | null>;
}

const claims = z.object({ jti: z.uuid(), exp: z.number() });

/**
 * Sessions of one kind: JSON Web Encryption (direct AES-256-GCM) under a key made from the secret and the name of the
 * kind, so that a token of one kind never opens as another.
 * @param secret at least 32 characters, see `SESSION_SECRET`
 */
export function createSealedSession<Content extends Record<string, unknown>>(
  secret: string,
  {
    name,
    schema,
    maximumAgeSeconds,
  }: {
    readonly name: string;
    readonly schema: z.ZodType<Content>;
    readonly maximumAgeSeconds: number;
  },
): SealedSession<Content> {
  const key = createHash("sha256").update(`${name}\0${secret}`).digest();
  return {
    seal: (content, now) =>
      new EncryptJWT({ content })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setJti(randomUUID())
        .setExpirationTime(new Date(now.getTime() + maximumAgeSeconds * 1000))
        .encrypt(key),
    async open(token, now) {
      if (token === undefined) return null;
      try {
        const { payload } = await jwtDecrypt(token, key, {
          currentDate: now,
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
          requiredClaims: ["exp", "jti"],
        });
        const { jti, exp } = claims.parse(payload);
        return { id: jti, endsAt: new Date(exp * 1000), content: schema.parse(payload.content) };
      } catch {
        return null;
      }
    },
  };
}
