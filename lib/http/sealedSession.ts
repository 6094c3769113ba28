import { createHash } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import type { z } from "zod";

/** Encrypts what a browser carries for us, so that nobody else can read or change it. */
export interface SealedSession<Content> {
  /** The content as a token of URL-safe characters. */
  seal(content: Content, now: Date): Promise<string>;
  /** What was sealed; null for a token that is too old, changed, or not ours. Never rejects. */
  open(token: string | undefined, now: Date): Promise<Content | null>;
}

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
        .setExpirationTime(new Date(now.getTime() + maximumAgeSeconds * 1000))
        .encrypt(key),
    async open(token, now) {
      if (token === undefined) return null;
      try {
        const { payload } = await jwtDecrypt(token, key, {
          currentDate: now,
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
          requiredClaims: ["exp"],
        });
        return schema.parse(payload.content);
      } catch {
        return null;
      }
    },
  };
}
