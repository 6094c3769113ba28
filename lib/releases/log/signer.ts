import { createHmac, createPrivateKey, createPublicKey, hkdfSync, sign } from "node:crypto";
import type { Blind } from "./erasures";
import { type Checkpoint, checkpointText, keyIdOf, type LogKey, writeNote } from "./tree/note";

/** Signs what the log is. */
export interface LogSigner {
  readonly key: LogKey;
  /** @returns the signed checkpoint */
  sign(head: Pick<Checkpoint, "size" | "root">): Promise<string>;
  readonly blind: Blind;
}

/** What PKCS #8 has before the 32 bytes of an Ed25519 key, and SPKI before those of the public one. */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");
const spkiHeadBytes = 12;

/**
 * The name of an installation's log, which is also that of its key: its address without the scheme.
 * @param baseUrl of the installation, without a slash at the end
 */
export function logNameOf(baseUrl: string): string {
  return `${baseUrl.replace(/^https?:\/\//, "")}/log`;
}

/**
 * @param secret of the installation: the same in every process, and the same key for ever
 * @param name see `logNameOf`
 */
export function createLogSigner(secret: string, name: string): LogSigner {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", secret, "", use, 32));
  const seed = derive("transparency log");
  const blindingKey = derive("transparency log blinding");
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Head, seed]),
    format: "der",
    type: "pkcs8",
  });
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const key: LogKey = { name, publicKey: new Uint8Array(der.subarray(spkiHeadBytes)) };
  return {
    key,
    blind: (text) => createHmac("sha256", blindingKey).update(text).digest("hex"),
    async sign(head) {
      const text = checkpointText({ origin: name, ...head });
      return writeNote(text, name, await keyIdOf(key), sign(null, Buffer.from(text), privateKey));
    },
  };
}
