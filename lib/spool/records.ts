import { crc32 } from "node:zlib";

/** A record that was read, or why it cannot be. `offset` is its first byte in the segment, `end` the first after it. */
export type Piece = { readonly offset: number; readonly end: number } & (
  | { readonly text: string }
  | { readonly damage: Damage }
);

/** `checksum`: its bytes are not those that were written. `cut`: its end is missing. */
export type Damage = "checksum" | "cut";

const lineFeed = 10;
const checksumLength = 8;

/**
 * A record is a line: the CRC-32 of its text in hexadecimal, a space, the text. Whatever happens to a line, the next one
 * begins after a line break.
 * @param text without a line break, as JSON is
 */
export function encodeRecord(text: string): string {
  return `${checksumOf(text)} ${text}\n`;
}

/**
 * Reads a segment from a byte on. Zero bytes between records are room that was never written.
 * @param from where a record begins
 */
export function* decodeRecords(segment: Buffer, from = 0): Generator<Piece> {
  for (let start = from; start < segment.length; ) {
    const lineEnd = segment.indexOf(lineFeed, start);
    const end = lineEnd === -1 ? segment.length : lineEnd + 1;
    const offset = afterZeros(segment, start, end);
    if (offset < end) {
      const text = lineEnd === -1 ? null : textOf(segment.subarray(offset, lineEnd));
      if (text === null) yield { offset, end, damage: lineEnd === -1 ? "cut" : "checksum" };
      else yield { offset, end, text };
    }
    start = end;
  }
}

function textOf(line: Buffer): string | null {
  const text = line.subarray(checksumLength + 1);
  return line.toString("latin1", 0, checksumLength + 1) === `${checksumOf(text)} ` ? text.toString() : null;
}

function checksumOf(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(checksumLength, "0");
}

function afterZeros(segment: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && segment[at] === 0) at += 1;
  return at;
}
