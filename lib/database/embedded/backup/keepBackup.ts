import { createWriteStream, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** An archive as a stream, packed: fast, since whoever packs better may do it later. */
export function packed(archive: AsyncIterable<Buffer>): NodeJS.ReadableStream {
  const gzip = createGzip({ level: 1 });
  const source = Readable.from(archive);
  source.on("error", (error) => gzip.destroy(error));
  gzip.on("close", () => source.destroy());
  return source.pipe(gzip);
}

/** Writes an archive into a file that only its owner may read: whole and on the disk, or not at all. */
export async function keepBackup(archive: AsyncIterable<Buffer>, file: string): Promise<void> {
  await keepStream(packed(archive), file);
}

/** The same of one that is packed. */
export async function keepStream(stream: NodeJS.ReadableStream, file: string): Promise<void> {
  const draft = `${file}.part`;
  try {
    await pipeline(stream, createWriteStream(draft, { mode: 0o600 }));
    const written = await open(draft, "r");
    await written.sync().finally(() => written.close());
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
