import { createHmac } from "node:crypto";

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

/** @param key of the installation, secret */
export function createNoise(key: Buffer): Noise {
  const digest = (use: string, members: bigint) =>
    createHmac("sha256", key)
      .update(`${use} ${members.toString(16)}`)
      .digest();
  return {
    ofCount: (members) => drawn[digest("count", members).readUInt16BE()] ?? 0,
    ofAmount(members) {
      const bytes = digest("amount", members);
      return (bytes.readUInt32BE(0) + bytes.readUInt32BE(4)) / 0xffff_ffff - 1;
    },
  };
}
