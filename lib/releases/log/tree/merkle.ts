/**
 * Merkle trees as RFC 6962 has them, over SHA-256: hashes, proofs, and what proofs prove. Runs in browsers and in Node: nothing but
 * `crypto.subtle`.
 */

export type Hash = Uint8Array<ArrayBuffer>;

export const hashBytes = 32;

const [leafMark, nodeMark] = [0, 1] as const;

/** SHA-256 of parts, one after the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined));
}

/** The hash of an entry. */
export function hashLeaf(entry: Uint8Array): Promise<Hash> {
  return sha256(Uint8Array.of(leafMark), entry);
}

/** The hash of two trees side by side. */
export function hashNode(left: Uint8Array, right: Uint8Array): Promise<Hash> {
  return sha256(Uint8Array.of(nodeMark), left, right);
}

/** Reads the hash of a whole tree of 2 ** level leaves, the first of which is `place << level`. */
export type ReadHash = (level: number, place: number) => Promise<Hash>;

/** The hash of the leaves from one to another, the last excluded; at least one. */
async function hashRange(read: ReadHash, start: number, end: number): Promise<Hash> {
  const size = end - start;
  const left = largestPowerBelow(size + 1);
  if (left === size && start % size === 0) return read(Math.log2(size), start / size);
  const half = largestPowerBelow(size);
  return hashNode(await hashRange(read, start, start + half), await hashRange(read, start + half, end));
}

/** The root of a tree of so many leaves. */
export async function rootOf(read: ReadHash, size: number): Promise<Hash> {
  return size === 0 ? sha256() : hashRange(read, 0, size);
}

/** The hashes that lead from a leaf to the root of a tree of so many. @throws RangeError for a leaf that is not in it */
export async function proveInclusion(read: ReadHash, index: number, size: number): Promise<Hash[]> {
  if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const path = async (start: number, end: number): Promise<Hash[]> => {
    if (end - start === 1) return [];
    const middle = start + largestPowerBelow(end - start);
    return index < middle
      ? [...(await path(start, middle)), await hashRange(read, middle, end)]
      : [...(await path(middle, end)), await hashRange(read, start, middle)];
  };
  return path(0, size);
}

/** The hashes that show that a tree of `before` leaves is the beginning of one of `size`. */
export async function proveConsistency(read: ReadHash, before: number, size: number): Promise<Hash[]> {
  if (before < 0 || before > size) throw new RangeError(`no tree of ${before} in one of ${size}`);
  if (before === 0 || before === size) return [];
  const path = async (start: number, end: number, isKnown: boolean): Promise<Hash[]> => {
    if (before === end) return isKnown ? [] : [await hashRange(read, start, end)];
    const middle = start + largestPowerBelow(end - start);
    return before <= middle
      ? [...(await path(start, middle, isKnown)), await hashRange(read, middle, end)]
      : [...(await path(middle, end, false)), await hashRange(read, start, middle)];
  };
  return path(0, size, true);
}

/** The root that a leaf and its proof lead to (RFC 9162, 2.1.3.2); null for a proof of another length. */
export async function rootFromInclusion(
  leaf: Uint8Array,
  { index, size }: { readonly index: number; readonly size: number },
  proof: readonly Uint8Array[],
): Promise<Hash | null> {
  if (index < 0 || index >= size) return null;
  let [place, last] = [index, size - 1];
  let hash: Hash = Uint8Array.from(leaf);
  for (const beside of proof) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      hash = await hashNode(beside, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = await hashNode(hash, beside);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? hash : null;
}

/** A tree's size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether a proof shows that one tree is the beginning of another (RFC 9162, 2.1.4.2). */
export async function isConsistent(
  before: TreeHead,
  after: TreeHead,
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (before.size > after.size) return false;
  if (before.size === after.size) return proof.length === 0 && isSameHash(before.root, after.root);
  if (before.size === 0) return proof.length === 0;
  const path = Number.isInteger(Math.log2(before.size)) ? [before.root, ...proof] : [...proof];
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [place, last] = [before.size - 1, after.size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [old, now]: [Uint8Array, Uint8Array] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      old = await hashNode(beside, old);
      now = await hashNode(beside, now);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      now = await hashNode(now, beside);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && isSameHash(old, before.root) && isSameHash(now, after.root);
}

/** Whether two hashes are the same. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function half(number: number): number {
  return Math.floor(number / 2);
}

/** The largest power of two below a number of at least 2. */
function largestPowerBelow(number: number): number {
  return 2 ** (Math.ceil(Math.log2(number)) - 1);
}
