// Checks a transparency log from outside: `node verifyLog.mjs <address of the log> [options]`. Needs Node 20 or newer, and nothing
// else: no package, no other file of this repository, so that it can be read in one sitting and copied anywhere.
//
//   --key <name+id+key>     the log's key, as its page shows it; without it, the one that `--state` remembers
//   --state <file>          a checkpoint that was remembered: the log must begin with it. It is replaced by today's
//   --release <address>     also checks every file of a release, and that the log has it
//
// It says what it checked and exits with 0; with 1 where something is not as it was, and with 2 where it could not check.
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** Something is not as it was. */
class Bent extends Error {}

const width = 256;

const sha256 = (/** @type {(string | Uint8Array)[]} */ ...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafOf = (/** @type {Uint8Array} */ entry) => sha256(Uint8Array.of(0), entry);
const nodeOf = (/** @type {Uint8Array} */ left, /** @type {Uint8Array} */ right) =>
  sha256(Uint8Array.of(1), left, right);

/** The root over leaves, as RFC 6962 has it. @param {readonly Uint8Array[]} leaves @returns {Uint8Array} */
function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] ?? sha256();
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return nodeOf(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** @param {string} line */
function readKey(line) {
  const [, name = "", id = "", encoded = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  const expected = sha256(`${name}\n`, bytes).subarray(0, 4).toString("hex");
  if (bytes.length !== 33 || bytes[0] !== 1 || id !== expected) throw new Error("that is no key of a log");
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), bytes.subarray(1)]);
  return { name, id, publicKey: createPublicKey({ key: der, format: "der", type: "spki" }) };
}

/**
 * @param {string} note
 * @param {ReturnType<typeof readKey>} key
 */
function readCheckpoint(note, key) {
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const [origin, size = "", root = ""] = text.split("\n");
  const isSigned = note
    .slice(end + 2)
    .split("\n")
    .some((line) => {
      const [, name, encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = Buffer.from(encoded, "base64");
      if (name !== key.name || bytes.subarray(0, 4).toString("hex") !== key.id) return false;
      return verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4));
    });
  if (end < 0 || origin !== key.name || !/^\d+$/.test(size) || !isSigned)
    throw new Bent("a checkpoint is not signed by the key of the log");
  return { size: Number(size), root: Buffer.from(root, "base64") };
}

/** @param {string} address */
async function get(address) {
  const response = await fetch(address, { redirect: "error" });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** @param {number | string} level @param {number} index @param {number} count */
function tilePath(level, index, count) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const groups = digits.match(/\d{3}/g) ?? [];
  const name = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${name}${count === width ? "" : `.p/${count}`}`;
}

/** Every entry of a log of so many. @param {string} log @param {number} size */
async function readEntries(log, size) {
  const entries = [];
  for (let index = 0; index * width < size; index += 1) {
    const count = Math.min(width, size - index * width);
    const bundle = await get(`${log}/${tilePath("entries", index, count)}`);
    for (let at = 0; at < bundle.length; ) {
      const end = at + 2 + bundle.readUInt16BE(at);
      entries.push(bundle.subarray(at + 2, end));
      at = end;
    }
  }
  if (entries.length !== size) throw new Bent(`of ${size} entries ${entries.length} are there`);
  return entries;
}

/** The hashes that others check with must be those of the entries. @param {string} log @param {readonly Uint8Array[]} leaves */
async function checkTiles(log, leaves) {
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level += 1) {
    const above = [];
    for (let first = 0; first < hashes.length; first += width) {
      const own = hashes.slice(first, first + width);
      const tile = await get(`${log}/${tilePath(level, first / width, own.length)}`);
      if (!tile.equals(Buffer.concat(own)))
        throw new Bent(`tile ${level}/${first / width} is not of the entries`);
      if (own.length === width) above.push(rootOf(own));
    }
    hashes = above;
  }
}

/** @param {string} address @param {readonly Uint8Array[]} entries */
async function checkRelease(address, entries) {
  const sums = await get(`${address}/SHA256SUMS`);
  const hash = sha256(sums).toString("hex");
  const place = entries.findIndex((entry) => {
    const said = JSON.parse(Buffer.from(entry).toString());
    return said.kind === "release" && said.sums === hash;
  });
  if (place < 0) throw new Bent(`no entry of the log has the checksums of ${address}`);
  const lines = sums.toString().trim().split("\n");
  for (const line of lines) {
    const [, expected, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256(await get(`${address}/${path}`)).toString("hex") !== expected)
      throw new Bent(`${path} of ${address} is not what its checksum says`);
  }
  return `${address}: ${lines.length} files are as entry ${place} says`;
}

/** @param {string[]} options */
async function run(options) {
  const { values, positionals } = parseArgs({
    args: options,
    allowPositionals: true,
    options: {
      key: { type: "string" },
      state: { type: "string" },
      release: { type: "string", multiple: true },
    },
  });
  const [address] = positionals;
  if (address === undefined)
    throw new Error("the address of a log is missing, such as https://telemetry.example.org/log");
  const log = address.replace(/\/+$/, "");
  const { state } = values;
  /** @type {{ key?: string, checkpoint?: string }} */
  const known = state !== undefined && existsSync(state) ? JSON.parse(readFileSync(state, "utf8")) : {};
  const line = values.key ?? known.key;
  if (line === undefined) throw new Error("the key of the log is missing (--key): its page shows it");
  const key = readKey(line);
  const note = (await get(`${log}/checkpoint`)).toString();
  const head = readCheckpoint(note, key);
  const entries = await readEntries(log, head.size);
  const leaves = entries.map(leafOf);
  if (!head.root.equals(rootOf(leaves)))
    throw new Bent("the entries are not those that the checkpoint signs");
  await checkTiles(log, leaves);
  const said = [`${key.name}: ${head.size} entries are as they were signed`];
  if (known.checkpoint !== undefined) {
    const before = readCheckpoint(known.checkpoint, key);
    if (before.size > head.size)
      throw new Bent(`the log had ${before.size} entries when it was remembered, and has ${head.size}`);
    if (!before.root.equals(rootOf(leaves.slice(0, before.size))))
      throw new Bent(
        `the first ${before.size} entries are not those that were remembered: the past was rewritten`,
      );
    said.push(`it begins with the ${before.size} entries that were remembered`);
  }
  for (const release of values.release ?? [])
    said.push(await checkRelease(release.replace(/\/+$/, ""), entries));
  if (state !== undefined) {
    writeFileSync(`${state}.new`, `${JSON.stringify({ key: line, checkpoint: note })}\n`);
    renameSync(`${state}.new`, state);
  }
  return said;
}

try {
  for (const line of await run(process.argv.slice(2))) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Bent ? 1 : 2;
}
