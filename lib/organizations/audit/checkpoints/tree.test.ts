import fc from "fast-check";
import { expect, it } from "vitest";
import { depth, growTree, placesOf, rootOf, sha256 } from "./tree";

const filler = (level: number, place: number) => sha256(["nothing", level, place]);
const place = fc.nat(2 ** depth - 1);

it("leads from every leaf to the root, and from no other", () => {
  fc.assert(
    fc.property(fc.uniqueArray(place, { minLength: 1, maxLength: 20 }), place, (places, other) => {
      const leaves = new Map(places.map((one) => [one, sha256(["leaf", one])]));
      const tree = growTree(leaves, filler);
      for (const [one, leaf] of leaves) {
        const path = tree.pathOf(one);
        expect(path).toHaveLength(depth);
        expect(rootOf(leaf, one, path)).toBe(tree.root);
        expect(rootOf(sha256(["another"]), one, path)).not.toBe(tree.root);
        if (other !== one) expect(rootOf(leaf, other, path)).not.toBe(tree.root);
      }
    }),
  );
});

it("has a root where it has no leaf, and looks the same with one or many", () => {
  const roots = [0, 1, 3].map((leaves) => {
    const { root, pathOf } = growTree(
      new Map(Array.from({ length: leaves }, (_, one) => [one * 77, sha256([one])])),
      filler,
    );
    return [root, ...pathOf(0)].map((hash) => /^[0-9a-f]{64}$/.test(hash)).join();
  });
  expect(new Set(roots).size).toBe(1);
});

it("gives each a place of its own", () => {
  const drawn = fc.array(
    fc.constantFrom("0000ffff", "00000000", "00000001").map((hash) => hash.padEnd(64, "0")),
  );
  fc.assert(
    fc.property(drawn, (hashes) => {
      expect(new Set(placesOf(hashes)).size).toBe(hashes.length);
    }),
  );
});
