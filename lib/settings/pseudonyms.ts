import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from "node:crypto";
import { remembering } from "../caching/remembering";

/**
 * Replaces identifiers by keyed hashes. The key (the "pepper") lives outside the database, so that a copy of the
 * database alone cannot be searched by trying IDs.
 */
export interface Pseudonyms {
  /** The instance key: HMAC-SHA-256(pepper, instance ID) cut to a UUID (version 8, RFC 9562). */
  instanceKey(instanceId: string): string;
  /**
   * The same without remembering it: what somebody types is not kept in memory, and a key that is in use is not found
   * faster than any other.
   */
  lookUpKey(text: string): string;
  /**
   * A clone ID, branch name or snapshot ID of one instance as 32 hexadecimal digits. The instance key is part of what
   * is hashed: the same branch name in two instances cannot be recognized as the same.
   */
  identifier(instanceKey: string, value: string): string;
  /** A key or token, to recognize it again without keeping it: 64 hexadecimal digits. */
  secret(value: string): string;
  /** The budget of failures of a client or network, as a UUID; another one every hour, so that nothing is followed by it. */
  failureBudget(name: string): string;
  /** A text that has to be read again, encrypted (AES-256-GCM) under a key made from the pepper, which the database has not. */
  seal(value: string): string;
  /** What was sealed; null for what was not, or with another pepper. */
  unseal(sealed: string): string | null;
  /** The event's id made of a sender's `event_id`, so that a repeat is recognized without keeping what was sent. */
  eventId(instanceKey: string, eventId: string): string;
}

/** Keys held in memory, since an instance that sends one event sends more. */
const rememberedKeys = 10_000;

const hourMs = 3_600_000;

const nonceBytes = 12;
const tagBytes = 16;

/** @param pepper at least 32 characters, see `INSTANCE_ID_PEPPER` */
export function createPseudonyms(pepper: string): Pseudonyms {
  const key = createSecretKey(pepper, "utf8");
  // Each use has its own prefix: a value of one kind never equals the hash of another kind.
  const hash = (use: string, value: string) =>
    createHmac("sha256", key).update(`${use}\0${value}`).digest("hex");
  const sealingKey = Buffer.from(hash("seal", ""), "hex");
  const keyOf = (instanceId: string) => uuidOf(createHmac("sha256", key).update(instanceId).digest("hex"));
  return {
    lookUpKey: keyOf,
    instanceKey: remembering(rememberedKeys, keyOf),
    identifier: (instanceKey, value) => hash("identifier", `${instanceKey}\0${value}`).slice(0, 32),
    secret: (value) => hash("secret", value),
    failureBudget: (name) => uuidOf(hash("failures", `${Math.floor(Date.now() / hourMs)}\0${name}`)),
    seal(value) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", sealingKey, nonce);
      return Buffer.concat([
        nonce,
        cipher.update(value, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]).toString("base64url");
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < nonceBytes + tagBytes) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", sealingKey, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    eventId: (instanceKey, eventId) => uuidOf(hash("event", `${instanceKey}\0${eventId}`)),
  };
}

function uuidOf(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
