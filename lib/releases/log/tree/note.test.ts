import fc from "fast-check";
import { expect, it } from "vitest";
import { createLogSigner } from "../signer";
import { isSignedBy, readCheckpoint, readKey, readProof, writeKey, writeProof } from "./note";

/** The example of the format's first implementation, golang.org/x/mod/sumdb/note. */
const example = {
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  note: `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`,
};

it("reads keys and signatures of others", async () => {
  const key = await readKey(example.key);
  if (key === null) throw new Error("no key");
  expect(await writeKey(key)).toBe(example.key);
  expect(await isSignedBy(example.note, key)).toBe(true);
  expect(await isSignedBy(example.note.replace("answer", "Answer"), key)).toBe(false);
  expect(await readKey(example.key.replace("c74f20a3", "c74f20a4"))).toBeNull();
});

it("signs checkpoints that are read back, and that no flipped bit leaves signed", async () => {
  const signer = createLogSigner("a secret of thirty-two characters", "telemetry.example/log");
  const root = Buffer.alloc(32, 7);
  const note = await signer.sign({ size: 12, root });
  expect(readCheckpoint(note)).toEqual({
    origin: "telemetry.example/log",
    size: 12,
    root: new Uint8Array(root),
  });
  expect(await isSignedBy(note, signer.key)).toBe(true);
  // The same secret has the same key, in every process.
  const other = createLogSigner("a secret of thirty-two characters", "telemetry.example/log");
  expect(await writeKey(other.key)).toBe(await writeKey(signer.key));
  const stranger = createLogSigner("another secret of thirty-two char", "telemetry.example/log");
  expect(await isSignedBy(note, stranger.key)).toBe(false);
  const bytes = Buffer.from(note);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 2), fc.nat(7), async (at, bit) => {
      const bent = Buffer.from(bytes);
      bent.writeUInt8(bent.readUInt8(at) ^ (1 << bit), at);
      // The last digit of Base64 before its end has bits that say nothing.
      const text = bent.toString();
      if (
        Buffer.from(text.split(" ").at(-1) ?? "", "base64").equals(
          Buffer.from(note.split(" ").at(-1) ?? "", "base64"),
        ) &&
        text.startsWith(note.slice(0, note.lastIndexOf(" ")))
      )
        return;
      expect(await isSignedBy(text, signer.key)).toBe(false);
    }),
    { numRuns: 80 },
  );
});

it("writes proofs that are read back", () => {
  const proof = {
    index: 73_894,
    hashes: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
    note: "x/log\n3\nAAA=\n\n— x y\n",
  };
  expect(readProof(writeProof(proof))).toEqual(proof);
  expect(readProof(writeProof({ ...proof, hashes: [] }))).toEqual({ ...proof, hashes: [] });
  for (const wrong of [
    "",
    "c2sp.org/tlog-proof@v1\nindex 1\n",
    writeProof(proof).replace("index ", "place "),
    writeProof(proof).replace("AQEB", "AQ=B"),
  ])
    expect(readProof(wrong)).toBeNull();
});
