/** A file of an archive. */
export interface TarEntry {
  /** With slashes, relative. */
  readonly name: string;
  readonly content: Buffer;
}

const blockBytes = 512;
const longestName = 100;

/** A file as a part of a tar archive (ustar), readable for its owner only. */
export function tarFile({ name, content }: TarEntry): Buffer {
  if (Buffer.byteLength(name) > longestName)
    throw new RangeError(`a name is too long for an archive: ${name}`);
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, "0");
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(Math.floor(Date.now() / 1_000), 12), 136);
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)}\u0000 `, 148);
  const padding = (blockBytes - (content.length % blockBytes)) % blockBytes;
  return Buffer.concat([header, content, Buffer.alloc(padding)]);
}

/** What ends an archive. */
export const tarEnd = Buffer.alloc(2 * blockBytes);

/** Reads the files of an archive, one after the other. @throws Error for one that is cut or damaged */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  let held: Buffer = Buffer.alloc(0);
  const source = chunks[Symbol.asyncIterator]();
  const take = async (bytes: number): Promise<Buffer> => {
    const parts = [held];
    for (let length = held.length; length < bytes; ) {
      const { done, value } = await source.next();
      if (done) throw new Error("the archive is cut");
      parts.push(value);
      length += value.length;
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts);
    held = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
  for (;;) {
    const header = await take(blockBytes);
    if (header.every((byte) => byte === 0)) return;
    const text = (at: number, length: number) =>
      header
        .toString("utf8", at, at + length)
        .replace(/\0.*$/s, "")
        .trim();
    const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    if (Number.parseInt(text(148, 8), 8) !== sum) throw new Error("the archive is damaged");
    const size = Number.parseInt(text(124, 12), 8);
    const content = await take(Math.ceil(size / blockBytes) * blockBytes);
    yield { name: text(0, longestName), content: Buffer.from(content.subarray(0, size)) };
  }
}
