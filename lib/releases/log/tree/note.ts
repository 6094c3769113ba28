import { hashBytes, sha256, type TreeHead } from "./merkle";

/** C2SP `signed-note` and `tlog-checkpoint`: what a log says of itself, and who signed it. Runs in browsers and in Node. */

/** An Ed25519 key of a log, and its name. */
export interface LogKey {
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** What notes call Ed25519. */
const ed25519 = 1;
const keyIdBytes = 4;

/** A tree's head as its log says it. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  readonly root: Uint8Array;
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The first bytes of every signature: which key made it. */
export async function keyIdOf({ name, publicKey }: LogKey): Promise<Uint8Array> {
  const hash = await sha256(new TextEncoder().encode(`${name}\n`), Uint8Array.of(ed25519), publicKey);
  return hash.subarray(0, keyIdBytes);
}

/** A signed text. @param signature 64 bytes */
export function writeNote(text: string, name: string, keyId: Uint8Array, signature: Uint8Array): string {
  return `${text}\n— ${name} ${toBase64(Uint8Array.from([...keyId, ...signature]))}\n`;
}

/** A key in one line, as verifiers take it: `name+id+key`. */
export async function writeKey(key: LogKey): Promise<string> {
  const id = [...(await keyIdOf(key))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${key.name}+${id}+${toBase64(Uint8Array.from([ed25519, ...key.publicKey]))}`;
}

/** @returns null for what is no key, or not what its own id says */
export async function readKey(line: string): Promise<LogKey | null> {
  const [, name = "", id = "", encoded = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes[0] !== ed25519 || bytes.length !== 33) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return (await writeKey(key)).includes(`+${id}+`) ? key : null;
}

/** What a checkpoint says, whoever signed it; null for what is none. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin = "", size = "", root = "", after] = note.split("\n");
  const bytes = fromBase64(root);
  const isWhole = origin !== "" && /^(0|[1-9]\d{0,15})$/.test(size) && bytes?.length === hashBytes;
  return isWhole && bytes !== null && after !== undefined
    ? { origin, size: Number(size), root: bytes }
    : null;
}

/** Whether a note is signed by a key. */
export async function isSignedBy(note: string, key: LogKey): Promise<boolean> {
  const end = note.lastIndexOf("\n\n");
  if (end < 0) return false;
  const text = new TextEncoder().encode(note.slice(0, end + 1));
  const id = await keyIdOf(key);
  const imported = await crypto.subtle.importKey("raw", key.publicKey, "Ed25519", false, ["verify"]);
  for (const line of note.slice(end + 2).split("\n")) {
    const [, name, encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = name === key.name ? fromBase64(encoded) : null;
    if (bytes === null || !id.every((byte, index) => byte === bytes[index])) continue;
    return crypto.subtle.verify("Ed25519", imported, bytes.slice(keyIdBytes), text);
  }
  return false;
}

const proofHead = "c2sp.org/tlog-proof@v1";

/** C2SP `tlog-proof`: that an entry is in a log, checked without asking anybody. */
export interface LogProof {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint that it leads to. */
  readonly note: string;
}

export function writeProof({ index, hashes, note }: LogProof): string {
  return [proofHead, `index ${index}`, ...hashes.map(toBase64), "", note].join("\n");
}

/** @returns null for what is no proof */
export function readProof(text: string): LogProof | null {
  const [head = "", ...rest] = text.split("\n\n");
  const [name, ...lines] = head.split("\n").filter((line) => !line.startsWith("extra "));
  const [, index] = /^index (\d{1,15})$/.exec(lines[0] ?? "") ?? [];
  const hashes = lines.slice(1).map(fromBase64);
  if (name !== proofHead || index === undefined || rest.length === 0) return null;
  return hashes.every((hash) => hash?.length === hashBytes)
    ? { index: Number(index), hashes: hashes.flatMap((hash) => hash ?? []), note: rest.join("\n\n") }
    : null;
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** @returns null for what is not Base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
