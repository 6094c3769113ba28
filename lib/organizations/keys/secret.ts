import { randomBytes, randomUUID } from "node:crypto";

/** What a secret begins with, so that people and scanners of leaked secrets know what they found. */
const prefixes = { key: "dleo_", token: "dlet_", support: "dles_" } as const;

export type SecretKind = keyof typeof prefixes;

/** Longer ones are not looked for. */
export const longestSecret = 256;

/** A new secret of 256 random bits, and its last characters, by which it can be told from others. */
export function makeSecret(kind: SecretKind): {
  readonly id: string;
  readonly value: string;
  readonly hint: string;
} {
  const value = prefixes[kind] + randomBytes(32).toString("base64url");
  return { id: randomUUID(), value, hint: value.slice(-4) };
}
