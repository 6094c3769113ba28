import { createHash, createHmac } from "node:crypto";
import { isExampleInstanceId } from "../catalogue";

/** Replaces identifiers by keyed hashes before they leave; only this relay has the key. */
export interface RelayHash {
  /** In the form of an instance ID, which upstream asks for. The documentation's example instances stay: they are nobody's. */
  instanceId(instanceId: string): string;
  /** 32 hexadecimal digits. The same value in two instances gives two hashes. */
  identifier(instanceId: string, value: string): string;
  /** The same event has the same one. */
  eventId(instanceId: string, eventId: string): string;
}

const idLength = 20;
/** Of 32 each letter is as likely. */
const letters = "0123456789abcdefghijklmnopqrstuv";

/** @param pepper see `INSTANCE_ID_PEPPER`; the key is made of it, and equals no other that is */
export function createRelayHash(pepper: string): RelayHash {
  const key = createHash("sha256").update(`relay\0${pepper}`).digest();
  const hash = (use: string, ...parts: readonly string[]) =>
    createHmac("sha256", key)
      .update([use, ...parts].join("\0"))
      .digest();
  return {
    instanceId(instanceId) {
      if (isExampleInstanceId(instanceId)) return instanceId;
      const bytes = hash("instance", instanceId).subarray(0, idLength);
      return [...bytes].map((byte) => letters[byte & 31]).join("");
    },
    identifier: (instanceId, value) => hash("identifier", instanceId, value).toString("hex").slice(0, 32),
    eventId: (instanceId, eventId) => hash("event", instanceId, eventId).toString("hex").slice(0, 32),
  };
}
