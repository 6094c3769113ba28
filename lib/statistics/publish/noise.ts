import { createHmac } from "node:crypto";
import { createCache } from "../../caching/cache";

/**
 * How often each noise is drawn, out of 65,536: a bell without a bias, never more than 4 away, with a variance of 2. Of all
 * such tables it is the one that says least. It is published: what protects is the key, not the table.
 */
export const noiseTable: readonly (readonly [noise: number, weight: number])[] = [
  [-4, 357],
  [-3, 2002],
  [-2, 6860],
  [-1, 14_362],
  [0, 18_374],
  [1, 14_362],
  [2, 6860],
  [3, 2002],
  [4, 357],
];

/** The noise of each 16-bit number. */
const drawn = noiseTable.flatMap(([noise, weight]) => new Array<number>(weight).fill(noise));

/** What of a group's members decides its figures: the same members always get the same. */
export interface Noise {
  /** A whole number from −4 to 4, with the frequencies of the table. */
  ofCount(members: bigint): number;
  /** From −1 to 1, most often near 0: for amounts, which are moved by a part of what one instance may contribute. */
  ofAmount(members: bigint): number;
}

/** Groups whose noise is remembered: a reading asks for thousands, most of them the same ones again. */
const rememberedGroups = 200_000;

/** @param key of the installation, secret */
export function createNoise(key: Buffer): Noise {
  const remembered = createCache<string, number>({ limit: rememberedGroups });
  const draw = (use: string, members: bigint, read: (digest: Buffer) => number) => {
    const name = `${use} ${members.toString(16)}`;
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const noise = read(createHmac("sha256", key).update(name).digest());
    remembered.set(name, noise);
    return noise;
  };
  return {
    ofCount: (members) => draw("count", members, (digest) => drawn[digest.readUInt16BE()] ?? 0),
    ofAmount: (members) =>
      draw(
        "amount",
        members,
        (digest) => (digest.readUInt32BE(0) + digest.readUInt32BE(4)) / 0xffff_ffff - 1,
      ),
  };
}
