import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMembers, noMembers } from "../count/members";
import { createDoor, openDoor } from "./door";
import { expectedError } from "./expectedError";
import { createNoise, noiseTable } from "./noise";

const key = (name: string) => createHash("sha256").update(name).digest();
const member = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const draws = 10_000;

/** The noise of so many groups that have nothing to do with each other. */
function drawMany(name: string): number[] {
  const noise = createNoise(key(name));
  return Array.from({ length: draws }, (_, index) =>
    noise.ofCount(createHash("sha256").update(`${name} ${index}`).digest().readBigUInt64BE()),
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const whole = noiseTable.reduce((sum, [, weight]) => sum + weight, 0);
const ofTable = (power: number) =>
  noiseTable.reduce((sum, [noise, weight]) => sum + noise ** power * weight, 0) / whole;

describe("the table of noises", () => {
  it("has a weight for each 16-bit number, no bias, and a variance of about 2", () => {
    expect(whole).toBe(2 ** 16);
    expect(ofTable(1)).toBe(0);
    expect(Math.abs(ofTable(2) - 2)).toBeLessThan(0.01);
    expect(Math.max(...noiseTable.map(([noise]) => Math.abs(noise)))).toBe(4);
  });
});

describe("noise", () => {
  it("is the same for the same members, in whatever order they come", () => {
    const noise = createNoise(key("a key"));
    fc.assert(
      fc.property(fc.array(member, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (members, order) => {
        const shuffled = members
          .map((one) => [order.next().value ?? 0, one] as const)
          .sort(([one], [other]) => one - other)
          .map(([, one]) => one);
        const [sum, again] = [members, shuffled].map((all) => all.reduce(addMembers, noMembers));
        expect(noise.ofCount(again ?? 0n)).toBe(noise.ofCount(sum ?? 1n));
        expect(noise.ofAmount(again ?? 0n)).toBe(noise.ofAmount(sum ?? 1n));
      }),
    );
  });

  it.each(["one", "two", "three"])(
    "is without a bias to a tenth, and has the variance of the table: key %s",
    (name) => {
      const drawn = drawMany(name);
      expect(Math.abs(mean(drawn))).toBeLessThan(0.1);
      expect(Math.abs(mean(drawn.map((one) => one ** 2)) - ofTable(2))).toBeLessThan(0.15);
    },
  );

  it("is as frequent as the table says", () => {
    const drawn = drawMany("frequencies");
    for (const [noise, weight] of noiseTable) {
      const expected = (weight / whole) * draws;
      const found = drawn.filter((one) => one === noise).length;
      // Five standard deviations.
      expect([noise, Math.abs(found - expected) < 5 * Math.sqrt(expected)]).toEqual([noise, true]);
    }
  });

  it("of a group with one more member tells nothing about that of the group", () => {
    const noise = createNoise(key("pairs"));
    const products = Array.from({ length: draws }, (_, index) => {
      const members = createHash("sha256").update(`group ${index}`).digest().readBigUInt64BE();
      return noise.ofCount(members) * noise.ofCount(addMembers(members, 12_345n));
    });
    expect(Math.abs(mean(products))).toBeLessThan(0.1);
  });

  it("is another one under another key", () => {
    const noise = createNoise(key("another key"));
    const products = drawMany("pairs").map((one, index) => {
      const members = createHash("sha256").update(`pairs ${index}`).digest().readBigUInt64BE();
      return one * noise.ofCount(members);
    });
    expect(Math.abs(mean(products))).toBeLessThan(0.1);
  });

  it("of an amount lies between −1 and 1, without a bias", () => {
    const noise = createNoise(key("amounts"));
    const drawn = Array.from({ length: draws }, (_, index) => noise.ofAmount(BigInt(index) ** 5n));
    expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(1);
    expect(Math.abs(mean(drawn))).toBeLessThan(0.02);
  });
});

describe("the door", () => {
  it("lets no figure below the threshold through, nor further away than the table", () => {
    fc.assert(
      fc.property(fc.nat(40), member, fc.integer({ min: 1, max: 20 }), (instances, members, least) => {
        const door = createDoor(key("a door"), least);
        const figure = door.figure({ instances, members });
        if (instances === 0) expect(figure).toBeNull();
        if (figure === null) expect(instances).toBeLessThan(least + 4);
        else {
          expect(figure).toBeGreaterThanOrEqual(least);
          expect(Math.abs(figure - instances)).toBeLessThanOrEqual(4);
        }
      }),
    );
  });

  it("withholds an amount of which one makes more than half, and moves others by what one may contribute", () => {
    const door = createDoor(key("a door"), 10);
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 99 }),
        member,
        fc.nat(9_999),
        fc.nat(9_999),
        (instances, members, sum, most) => {
          const largest = Math.min(sum, most);
          const amount = door.amount({ instances, members }, sum, largest);
          if (largest * 2 > sum) expect(amount).toBeNull();
          else expect(Math.abs((amount ?? Number.NaN) - sum)).toBeLessThanOrEqual(Math.max(3, largest) + 0.5);
        },
      ),
    );
  });

  it("stands open on a private installation", () => {
    fc.assert(
      fc.property(fc.nat(40), member, fc.nat(), (instances, members, sum) => {
        expect(openDoor.figure({ instances, members })).toBe(instances);
        expect(openDoor.amount({ instances, members }, sum, sum)).toBe(sum);
      }),
    );
  });
});

describe("expectedError", () => {
  it.each([50, 400, 2_000])("is what shares of %d instances are away from the truth", (n) => {
    const share = 0.3;
    const [ofClass, ofAll] = [drawMany("classes"), drawMany("wholes")];
    const errors = ofClass.map((noise, index) => {
      const published = (n * share + noise) / (n + (ofAll[index] ?? 0));
      return Math.abs(published - share) * 100;
    });
    expect(Math.abs(mean(errors) / expectedError(n, share) - 1)).toBeLessThan(0.05);
  });
});
