import { randomBytes, randomUUID } from "node:crypto";
import type { Pseudonyms } from "./pseudonyms";

/** What a secret begins with, so that people and scanners of leaked secrets know what they found. */
const prefixes = { key: "dleo_", token: "dlet_", support: "dles_", sender: "dler_" } as const;

/** Longer ones are not looked for. */
const longestSecret = 256;

interface Keyed {
  readonly pseudonyms: Pick<Pseudonyms, "secret">;
}

/** A secret that was just made: `value` is shown once and kept nowhere. */
export interface MadeSecret {
  readonly id: string;
  readonly value: string;
}

/** A new secret of 256 random bits. @returns it, and what is kept of it: a hash, and its last characters to tell it from others */
export function makeSecret(kind: keyof typeof prefixes, { pseudonyms, now }: Keyed & { readonly now: Date }) {
  const made: MadeSecret = {
    id: randomUUID(),
    value: prefixes[kind] + randomBytes(32).toString("base64url"),
  };
  const kept = { id: made.id, hash: pseudonyms.secret(made.value), hint: hintOf(made), createdAt: now };
  return { made, kept };
}

/** Its last four characters. */
export function hintOf({ value }: MadeSecret): string {
  return value.slice(-4);
}

/** The hash under which a secret is kept. @param value what somebody sent, whatever it is */
export function hashOf({ pseudonyms }: Keyed, value: string): string {
  return pseudonyms.secret(value.slice(0, longestSecret));
}
