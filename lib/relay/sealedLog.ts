import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import type { Sealer } from "../settings/sealer";
import { decodeRecords, encodeRecord } from "../spool/records";
import { syncFolder } from "../spool/segments";

const pack = promisify(gzip);
const nameOfFile = /^(\d+)-\d{8}\.log$/;

interface SealedLogOptions {
  readonly folder: string;
  readonly sealer: Sealer;
  /** Of all files together; the oldest goes when there are more. */
  readonly limitBytes: number;
  readonly fileBytes?: number;
}

/** A durable log of values in files of checksummed lines, packed and encrypted. It keeps the newest, and one process writes it. */
export class SealedLog {
  readonly #options: Required<SealedLogOptions>;
  #file: { readonly handle: FileHandle; bytes: number } | null = null;
  #number = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SealedLogOptions) {
    this.#options = { fileBytes: 4 * 2 ** 20, ...options };
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  }

  /**
   * Resolves when the value is on disk.
   * @param at goes into the name of a file that begins with it
   * @param isFlushed without it the value is only written: a power cut may take it
   */
  append(value: object, at: Date, isFlushed = true): Promise<void> {
    const appended = this.#last.then(() => this.#append(value, at, isFlushed));
    this.#last = appended.catch(() => {});
    return appended;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file?.handle.close();
    this.#file = null;
  }

  async #append(value: object, at: Date, isFlushed: boolean): Promise<void> {
    const { sealer, fileBytes } = this.#options;
    const packed = await pack(JSON.stringify(value), { level: 1 });
    const line = Buffer.from(encodeRecord(sealer.seal(packed.toString("base64"))));
    if (this.#file !== null && this.#file.bytes + line.length > fileBytes) {
      await this.#file.handle.close();
      this.#file = null;
    }
    this.#file ??= await this.#begin(at);
    await this.#file.handle.appendFile(line);
    if (isFlushed) await this.#file.handle.datasync();
    this.#file.bytes += line.length;
  }

  async #begin(at: Date) {
    const { folder, limitBytes, fileBytes } = this.#options;
    const files = filesIn(folder);
    let bytes = fileBytes;
    for (const { name, size } of files) {
      bytes += size;
      if (bytes > limitBytes) rmSync(join(folder, name), { force: true });
    }
    this.#number += 1;
    const name = `${at.getTime()}-${String(this.#number).padStart(8, "0")}.log`;
    const handle = await open(join(folder, name), "a", 0o600);
    syncFolder(folder);
    return { handle, bytes: 0 };
  }
}

/** Newest first. */
function filesIn(folder: string): { readonly name: string; readonly size: number; readonly atMs: number }[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const atMsOf = (name: string) => Number(nameOfFile.exec(name)?.[1]);
  return names
    .filter((name) => nameOfFile.test(name))
    .sort((one, other) => atMsOf(other) - atMsOf(one) || (one < other ? 1 : -1))
    .flatMap((name) => {
      // The process that writes may remove it meanwhile.
      const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      return size === undefined ? [] : [{ name, size, atMs: atMsOf(name) }];
    });
}

/**
 * What a log holds, newest first, a file in memory at a time. What cannot be read is left out.
 * @param upToMs leaves out files that began after it, but for the first of those
 */
export function* readSealedLog(
  folder: string,
  sealer: Sealer,
  upToMs = Number.POSITIVE_INFINITY,
): Generator<unknown> {
  const files = filesIn(folder);
  const first = files.findIndex(({ atMs }) => atMs <= upToMs);
  for (const { name } of files.slice(Math.max(0, first - 1))) {
    let content: Buffer;
    try {
      content = readFileSync(join(folder, name));
    } catch {
      continue;
    }
    const texts = [...decodeRecords(content)].flatMap((piece) => ("text" in piece ? piece.text : []));
    for (const text of texts.reverse()) {
      const opened = sealer.open(text);
      if (opened === null) continue;
      yield JSON.parse(gunzipSync(Buffer.from(opened, "base64")).toString("utf8"));
    }
  }
}
