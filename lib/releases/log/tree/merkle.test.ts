import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growTree, leafOf } from "../growTree";
import {
  hashLeaf,
  isConsistent,
  isSameHash,
  proveConsistency,
  proveInclusion,
  type ReadHash,
  rootFromInclusion,
  rootOf,
} from "./merkle";
import { hashesFromTiles, readEntries, readTilePath, tilePath, tileWidth, writeEntries } from "./tiles";

/** The entries and roots by which implementations of Certificate Transparency are tested. */
const known = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const knownRoots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A tree of made-up leaves, grown in steps, read through its tiles. */
async function treeOf(leaves: readonly Uint8Array[], step: number): Promise<ReadHash> {
  const tiles = new Map<string, Uint8Array>();
  const read = async (level: number, place: number) => tiles.get(`${level}/${place}`) ?? new Uint8Array();
  for (let at = 0; at < leaves.length; at += step) {
    for (const { level, place, hashes } of await growTree(read, at, leaves.slice(at, at + step)))
      tiles.set(`${level}/${place}`, hashes);
  }
  return hashesFromTiles(read, leaves.length);
}

describe("the tree", () => {
  it("has the roots of RFC 6962", async () => {
    const leaves = await Promise.all(known.map((entry) => hashLeaf(Buffer.from(entry, "hex"))));
    const read = await treeOf(leaves, 3);
    for (const [index, root] of knownRoots.entries()) {
      const first = leaves.slice(0, index + 1);
      expect(hex(await rootOf(await treeOf(first, 2), first.length))).toBe(root);
      expect(hex(await rootOf(read, index + 1))).toBe(root);
    }
    expect(hex(await rootOf(read, 0))).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect((await proveInclusion(read, 5, 8)).map(hex)).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    expect((await proveConsistency(read, 6, 8)).map(hex)).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  it("proves every leaf and every beginning of it, and nothing else", async () => {
    const leaves = Array.from({ length: 700 }, (_, index) => leafOf(String(index)));
    const read = await treeOf(leaves, 97);
    await fc.assert(
      fc.asyncProperty(fc.nat(699), fc.nat(699), fc.nat(699), fc.nat(255), async (a, b, c, bit) => {
        const size = Math.max(a, b, c) + 1;
        const index = Math.min(a, b, c);
        const root = await rootOf(read, size);
        const proof = await proveInclusion(read, index, size);
        const leaf = leaves[index] ?? new Uint8Array();
        const found = await rootFromInclusion(leaf, { index, size }, proof);
        expect(found !== null && isSameHash(found, root)).toBe(true);
        const wrong = Uint8Array.from(leaf, (byte, at) => (at === bit % 32 ? byte ^ 1 : byte));
        const other = await rootFromInclusion(wrong, { index, size }, proof);
        expect(other === null || !isSameHash(other, root)).toBe(true);

        const before = { size: index, root: await rootOf(read, index) };
        const consistency = await proveConsistency(read, index, size);
        expect(await isConsistent(before, { size, root }, consistency)).toBe(true);
        if (index === 0) return;
        const bent = {
          ...before,
          root: Uint8Array.from(before.root, (byte, at) => (at === bit % 32 ? byte ^ 1 : byte)),
        };
        expect(await isConsistent(bent, { size, root }, consistency)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe("tiles", () => {
  it("have paths that are read back, and no others", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant("entries" as const), fc.nat(63)),
        fc.nat(10_000_000),
        fc.integer({ min: 1, max: tileWidth }),
        (level, index, width) => {
          const [, ...path] = tilePath(level, index, width).split("/");
          expect(readTilePath(path)).toEqual({ level, index, width });
        },
      ),
    );
    expect(tilePath(0, 1_234_067, 256)).toBe("tile/0/x001/x234/067");
    expect(tilePath("entries", 7, 5)).toBe("tile/entries/007.p/5");
    for (const wrong of [
      "64/000",
      "0/0",
      "0/000.p/256",
      "0/000.p/0",
      "0/x000/001",
      "0/000.p/05",
      "data/000",
      "0/../000",
      "-1/000",
    ])
      expect([wrong, readTilePath(wrong.split("/"))]).toEqual([wrong, null]);
  });

  it("hold entries of any bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
        expect(readEntries(writeEntries(entries)).map(hex)).toEqual(entries.map(hex));
      }),
    );
    expect(() => readEntries(Uint8Array.of(0, 5, 1))).toThrow(RangeError);
  });
});
