import { constants, crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * Deflated pieces that can follow one another: a gzip file of the whole is made of them without compressing anything again.
 */

/** What gzip begins with: deflate, no name, no time, no system, so that the same bytes give the same file. */
export const gzipHead = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** An empty last block: no piece ends the stream by itself. */
const lastBlock = [0x03, 0x00] as const;

/** @returns a piece of a deflate stream that needs nothing of the pieces before it */
export function deflatePiece(bytes: Uint8Array): Uint8Array {
  return deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** The bytes of a piece. @throws Error for what is none */
export function inflatePiece(deflated: Uint8Array): Uint8Array {
  return inflateRawSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** What gzip ends with. @param crc CRC-32 of the whole @param size of the whole, in bytes */
export function gzipTail(crc: number, size: number): Uint8Array {
  const tail = Buffer.alloc(lastBlock.length + 8);
  tail.set(lastBlock);
  tail.writeUInt32LE(crc >>> 0, lastBlock.length);
  tail.writeUInt32LE(size % 2 ** 32, lastBlock.length + 4);
  return tail;
}

/** CRC-32 of bytes that follow others. @param before that of those; 0 for none */
export function crcAfter(before: number, bytes: Uint8Array): number {
  return crc32(bytes, before);
}
