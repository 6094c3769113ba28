import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPacked } from "./readPacked";

const mebibyte = 2 ** 20;
const text = (read: Awaited<ReturnType<typeof readPacked>>) =>
  read instanceof Uint8Array ? Buffer.from(read).toString() : read;

/** In pieces of a size. */
function inPieces(bytes: Uint8Array, size: number): Readable {
  return Readable.from(
    (function* () {
      for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
    })(),
  );
}

describe("readPacked", () => {
  it("gives what was packed, however it comes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 5_000 }),
        fc.integer({ min: 1, max: 700 }),
        async (sent, size) => {
          const packed = gzipSync(sent);
          expect(text(await readPacked(inPieces(packed, size), mebibyte))).toBe(sent);
          // Two files one after the other are one.
          const twice = Buffer.concat([packed, packed]);
          expect(text(await readPacked(inPieces(twice, size), mebibyte))).toBe(sent + sent);
        },
      ),
    );
  });

  it("is stopped at the limit, long before a bomb is unpacked", async () => {
    let held = 0;
    let most = 0;
    const bomb = gzipSync(Buffer.alloc(256 * mebibyte));
    const read = await readPacked(inPieces(bomb, 16_384), mebibyte, (bytes) => {
      held += bytes;
      most = Math.max(most, held);
    });
    expect(read).toBeNull();
    expect(most).toBeLessThan(2 * mebibyte);
    expect(held).toBe(0);
    expect(text(await readPacked(inPieces(gzipSync("a".repeat(1_000)), 100), 1_000))).toHaveLength(1_000);
    expect(await readPacked(inPieces(gzipSync("a".repeat(1_001)), 100), 1_000)).toBeNull();
  });

  it("is stopped at the limit of what comes in, where that unpacks to nothing", async () => {
    const nothing = gzipSync("");
    const many = Buffer.concat(Array<Buffer>(200).fill(nothing));
    expect(await readPacked(inPieces(many, 64), 1_000)).toBeNull();
  });

  it("leaves the event loop its turns", async () => {
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 0);
    await readPacked(inPieces(gzipSync(Buffer.alloc(64 * mebibyte)), 1_024), 64 * mebibyte);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });

  it("says where it is no gzip, or not all of it", async () => {
    const packed = gzipSync("a text that is long enough");
    const wrong = Buffer.from(packed);
    wrong[packed.length - 6] = (wrong[packed.length - 6] ?? 0) ^ 1;
    for (const bytes of [Buffer.from("{}"), packed.subarray(0, packed.length - 9), wrong])
      expect(await readPacked(inPieces(bytes, 8), mebibyte)).toBe("damaged");
  });

  it("rejects where the sender goes away, and holds nothing of it any more", async () => {
    let held = 0;
    const stream = new PassThrough();
    const reading = readPacked(stream, mebibyte, (bytes) => {
      held += bytes;
    });
    stream.write(gzipSync("half of").subarray(0, 12));
    setTimeout(() => stream.destroy(new Error("gone")), 5);
    await expect(reading).rejects.toThrow("before its body did");
    expect(held).toBe(0);
  });
});
