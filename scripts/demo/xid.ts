/** What an rs/xid is made of. */
export interface XidParts {
  /** Milliseconds since 1970; the ID holds whole seconds. */
  readonly at: number;
  /** Hash of the machine, 3 bytes. */
  readonly machine: number;
  /** Process number, 2 bytes. */
  readonly process: number;
  /** 3 bytes. */
  readonly counter: number;
}

/** An instance ID as engines make it: 12 bytes in 20 characters `0-9 a-v`. */
export function makeXid({ at, machine, process, counter }: XidParts): string {
  const seconds = BigInt(Math.floor(at / 1000) >>> 0);
  const bytes =
    (seconds << 64n) |
    (BigInt(machine & 0xffffff) << 40n) |
    (BigInt(process & 0xffff) << 24n) |
    BigInt(counter & 0xffffff);
  // 96 bits in characters of 5: the last one is filled up with zeros.
  return (bytes << 4n).toString(32).padStart(20, "0");
}
