import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** Signs what audit logs were (Ed25519). */
export interface AuditSigner extends AuditKey {
  /** @returns the signature in Base64 */
  sign(text: string): string;
  /** A value that nobody can make who has not the secret: 64 hexadecimal digits. */
  blind(text: string): string;
}

/** A public key. */
export interface AuditKey {
  /** What it is called in what it signed: 16 hexadecimal digits of its SHA-256. */
  readonly key: string;
  /** PEM. */
  readonly publicKey: string;
}

/** What PKCS #8 has before the 32 bytes of an Ed25519 key. */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

/** @param secret of the installation: the same in every process, and the same key for ever */
export function createAuditSigner(secret: string): AuditSigner {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", secret, "", use, 32));
  const seed = derive("audit checkpoints");
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Head, seed]),
    format: "der",
    type: "pkcs8",
  });
  const blindingKey = derive("audit blinding");
  return {
    ...describeKey(createPublicKey(privateKey)),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64"),
    blind: (text) => createHmac("sha256", blindingKey).update(text).digest("hex"),
  };
}

/** @param pem a public key @throws Error for anything else */
export function readAuditKey(pem: string): AuditKey {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error("not an Ed25519 key");
  return describeKey(key);
}

/** True for what the key signed. */
export function isSignedBy({ publicKey }: AuditKey, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "base64"));
}

function describeKey(publicKey: KeyObject): AuditKey {
  const der = publicKey.export({ format: "der", type: "spki" });
  return {
    key: createHash("sha256").update(der).digest("hex").slice(0, 16),
    publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(),
  };
}
